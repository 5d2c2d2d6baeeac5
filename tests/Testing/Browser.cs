using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace SmartAI.Testing;

/// <summary>
/// Somebody who talks HTTP to a node: a browser that keeps its cookies and sends the antiforgery header with every change, or a program with a bearer token.
/// </summary>
public sealed class Browser : IDisposable
{
    private readonly HttpClient _http;

    /// <summary>Opens it at a node.</summary>
    public Browser(Uri address)
    {
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false })
        {
            BaseAddress = address,
            Timeout = Patience.Long,
        };
    }

    /// <summary>What it keeps.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>The token that it sends as <c>Authorization: Bearer</c>, if any.</summary>
    public string? Bearer { get; set; }

    /// <summary>What it sends as <c>X-CSRF-Token</c> with changes; taken from the answers that tell it.</summary>
    public string? AntiforgeryToken { get; set; }

    /// <summary>The person who is signed in.</summary>
    public Guid UserId { get; private set; }

    /// <summary>The address that the person signed in with.</summary>
    public string? Email { get; private set; }

    /// <summary>Reads.</summary>
    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Posts a body as JSON; a string is sent as it stands.</summary>
    public Task<Answer> PostAsync(string path, object? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Json(body), headers);

    /// <summary>Patches with the version that was read, if one is given.</summary>
    public Task<Answer> PatchAsync(string path, object body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Patch, path, Json(body), ifMatch is null ? [] : [("If-Match", ifMatch)]);

    /// <summary>Deletes.</summary>
    public Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Delete, path, null, headers);

    /// <summary>Signs in and keeps cookie and antiforgery token.</summary>
    public async Task<Answer> SignInAsync(string email, string password, bool rememberMe = false)
    {
        var answer = await PostAsync(
            "/api/v1/session",
            new
            {
                email,
                password,
                rememberMe,
            }
        );
        Remember(answer, email);
        return answer;
    }

    /// <summary>Keeps who is signed in by an answer that tells it.</summary>
    public void Remember(Answer answer, string email)
    {
        if (answer.Status >= 300)
            return;
        AntiforgeryToken = answer.Text("antiforgeryToken");
        UserId = answer.Json.GetProperty("user").GetProperty("id").GetGuid();
        Email = email;
    }

    /// <summary>Sends anything; the answer is read whole and held against the OpenAPI document.</summary>
    public async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        HttpContent? content = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = Request(method, path, content, headers);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = await Answer.OfAsync(response);
        await Contract.CheckAsync(request, answer);
        return answer;
    }

    /// <summary>Opens a stream of server-sent events, once its first event has arrived; with an id as a browser that comes back.</summary>
    public async Task<EventStream> EventsAsync(string? lastEventId = null)
    {
        using var request = Request(HttpMethod.Get, "/api/v1/events", null, lastEventId is null ? [] : [("Last-Event-ID", lastEventId)]);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var stream = new EventStream(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await stream.NextAsync())?.Kind.ShouldBe("open");
        return stream;
    }

    /// <summary>Opens any other stream of server-sent events.</summary>
    public async Task<EventStream> OpenAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = Request(method, path, Json(body), headers);
        var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return new EventStream(response, await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content, (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if (Bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Bearer);
        if (AntiforgeryToken is not null && method != HttpMethod.Get && !Array.Exists(headers, h => h.Name == "X-CSRF-Token"))
            request.Headers.Add("X-CSRF-Token", AntiforgeryToken);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static HttpContent? Json(object? body) =>
        body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            byte[] bytes => new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            _ => JsonContent.Create(body, options: JsonSerializerOptions.Web),
        };
}
