using System.CommandLine;
using System.Globalization;
using System.Reflection;
using System.Text;
using SmartAI.Platform.Modules;
using SmartAI.Platform.Operations;
using SmartAI.Platform.Settings;

namespace SmartAI.Server.Commands;

/// <summary><c>smartai reference</c>: prints the pages of docs/ that are generated from the code; a check compares them.</summary>
internal static class Reference
{
    internal static Command Command()
    {
        var page = new Argument<string>("page") { Description = "configuration, environment, errors or anonymous" };
        page.AcceptOnlyFromAmong("configuration", "environment", "errors", "anonymous");
        return new Command("reference", "Print a generated page of the documentation.") { page }.Runs(
            async (parsed, cancel) =>
            {
                await using var app = await OpenApi.UndeployedAsync(cancel);
                Console.Write(
                    parsed.GetValue(page) switch
                    {
                        "configuration" => Configuration(app.Services),
                        "environment" => EnvironmentFile(app.Services),
                        "errors" => Errors(app.Services.GetRequiredService<ModuleCatalog>()),
                        _ => Anonymous(app),
                    }
                );
                return 0;
            }
        );
    }

    private static string Configuration(IServiceProvider services)
    {
        var text = new StringBuilder("# Configuration\n\n");
        text.Append("<!-- also: settings, environment variables, options, parameters, reference, secrets from files -->\n\n");
        text.Append("Generated from the settings classes by `make reference`; edit those.\n\n");
        text.Append(
            "Every setting is an environment variable, and each can be read from a file instead: `<NAME>_FILE=/run/secrets/name`.\n"
        );
        text.Append(
            "A value that cannot be used stops the start with a sentence; a name that is no setting is named and has no effect.\n\n"
        );
        text.Append("| variable | what it decides | default | example |\n| --- | --- | --- | --- |\n");
        text.Append(
            "| `SMARTAI_DATABASE` | The PostgreSQL 15 or newer to use; the server runs one of its own when unset. | | `Host=db;Username=smartai;Password=...;Database=smartai` |\n"
        );
        foreach (var settings in services.GetServices<SettingsClass>().Select(s => s.Type).Distinct())
        {
            var defaults = Activator.CreateInstance(settings);
            foreach (var (property, setting) in SettingsReader.Properties(settings))
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{SettingsReader.VariableOf(settings, property, setting)}` | {setting.Description} | {Default(property, defaults)} | `{setting.Example}` |\n"
                );
        }

        return text.ToString();
    }

    /// <summary>The platform's part of .env.example: every setting, none of them set.</summary>
    private static string EnvironmentFile(IServiceProvider services)
    {
        var text = new StringBuilder();
        foreach (var settings in services.GetServices<SettingsClass>().Select(s => s.Type).Distinct())
        {
            text.Append('\n');
            foreach (var (property, setting) in SettingsReader.Properties(settings))
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"# {setting.Description}\n#{SettingsReader.VariableOf(settings, property, setting)}={setting.Example}\n"
                );
        }

        return text.ToString();
    }

    private static string Default(PropertyInfo property, object? defaults) =>
        property.GetValue(defaults) switch
        {
            null or "" => "",
            string[] { Length: 0 } => "",
            bool truth => truth ? "`true`" : "`false`",
            Enum name => $"`{name.ToString().ToLowerInvariant()}`",
            var value => string.Create(CultureInfo.InvariantCulture, $"`{value}`"),
        };

    private static string Errors(ModuleCatalog modules)
    {
        var text = new StringBuilder(
            "# Errors\n\nGenerated from the declared errors by `make reference`; edit those. Codes never change.\n\n"
        );
        text.Append("| code | status | meaning |\n| --- | --- | --- |\n");
        foreach (var error in modules.Errors.OrderBy(e => e.Code, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| <a id=\"{error.Code}\"></a>`{error.Code}` | {error.Status} | {error.Title} |\n");
        return text.ToString();
    }

    private static string Anonymous(WebApplication app)
    {
        var text = new StringBuilder("| operation | why nobody need be signed in |\n| --- | --- |\n");
        var operations = ((IEndpointRouteBuilder)app)
            .DataSources.SelectMany(s => s.Endpoints)
            .Select(OperationInfo.Of)
            .OfType<OperationInfo>();
        foreach (
            var operation in operations.Where(o => o.Access.AnonymousBecause is not null).OrderBy(o => o.Name.Id, StringComparer.Ordinal)
        )
            text.Append(CultureInfo.InvariantCulture, $"| `{operation.Name.Id}` | {operation.Access.AnonymousBecause} |\n");
        return text.ToString();
    }
}
