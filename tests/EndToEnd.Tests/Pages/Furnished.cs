using SmartAI.EndToEnd.Tests.Web;

namespace SmartAI.EndToEnd.Tests.Pages;

/// <summary>An installation with people, a role of its own, a trail and mails: no page of it is empty.</summary>
internal static class Furnished
{
    private static readonly string[] Names =
    [
        "Ana María Fernández de la Vega",
        "Bo Li",
        "Charlotte Œuvrard",
        "Dmitri Volkov",
        "Émile Zola",
        "Fatima al-Fihri",
        "Grace Hopper",
    ];
    private static readonly string[] States = ["Active", "Active", "Unverified", "Locked", "Deactivated", "Invited", "Active"];

    /// <summary>Fills it and says who administers it and which pages it has.</summary>
    internal static async Task<(Person Administrator, IReadOnlyList<Place> Inside)> FurnishAsync(this WebFixture web)
    {
        var administrator = await web.AdministratorPersonAsync();
        var people = new List<Person>();
        foreach (var (name, state) in Names.Zip(States))
            people.Add(await web.PersonAsync(state, name: name));
        await web.RoleAsync("identity.users.read", "identity.users.lock");

        var ada = await web.SignInAsync(administrator);
        (await ada.PostAsync($"/api/v1/users/{people[1].Id}/lock", new { reason = "Left the company" })).ShouldBe(200);
        (
            await ada.PostAsync(
                "/api/v1/me/tokens",
                new
                {
                    name = "Nightly export",
                    scopes = new[] { "identity.users.read" },
                    expiresInDays = 30,
                }
            )
        ).ShouldBe(201);
        (await ada.PostAsync("/api/v1/invitations", new { email = "new@example.org", roles = new[] { "member" } })).Status.ShouldBeLessThan(
            300
        );
        await web.MailsAsync("new@example.org");

        var role = (await ada.GetAsync("/api/v1/roles")).Items[0].GetProperty("id").GetGuid();
        var entry = (await ada.GetAsync("/api/v1/audit?action=identity.user.locked")).Items[0].GetProperty("id").GetGuid();
        return (administrator, Place.Inside(people[1].Id, role, entry));
    }
}
