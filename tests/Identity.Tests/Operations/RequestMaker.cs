using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SmartAI.Identity.Tests.Operations;

/// <summary>A request as it is sent.</summary>
internal sealed record Made(string Operation, byte[] Bytes, bool AnswerHasBody)
{
    public override string ToString() => $"{Operation}: {Encoding.Latin1.GetString(Bytes)[..Math.Min(Bytes.Length, 1500)]}";
}

/// <summary>
/// Makes requests from the OpenAPI document: mostly as it says, each with something wrong here and there. The same number gives the same request.
/// </summary>
internal sealed class RequestMaker(Surface surface, string host, string token, string[] ids, int seed)
{
    // These answer for as long as somebody listens, or take away what the others come with.
    private static readonly string[] s_left = ["system.events.stream", "identity.session.sign_out", "identity.me.sessions.end"];
    private static readonly string[] s_methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY", "get"];

    private readonly Operation[] _operations =
    [
        .. surface.Operations.Where(o => !s_left.Contains(o.Id)),
        // Passwords are hashed, which takes its time: the others come more often.
        .. surface.Operations.Where(o =>
            !s_left.Contains(o.Id) && !o.Path.Contains("/account/", StringComparison.Ordinal) && o.Path != "/api/v1/session"
        ),
        .. surface.Operations.Where(o => o.Path.Contains("{id}", StringComparison.Ordinal)),
    ];

    internal Made Make(int number)
    {
        var random = new Random(HashCode(number));
        var operation = _operations[random.Next(_operations.Length)];
        var method = random.Next(20) == 0 ? Any(random, s_methods) : operation.Method.Method;
        var target = Path(operation, random) + Query(operation, random);
        var headers = new List<(string Name, string Value)> { ("Host", host) };
        switch (random.Next(10))
        {
            case 0:
                headers.Add(("Authorization", Any(random, HostileValues.Credentials)));
                break;
            case > 2:
                headers.Add(("Authorization", $"Bearer {token}"));
                break;
        }

        if (operation.Method == HttpMethod.Patch && random.Next(10) > 0)
            headers.Add(("If-Match", "*"));
        while (random.Next(4) == 0)
        {
            var odd = Any(random, HostileValues.Headers);
            if (odd.Name == "Host")
                headers.RemoveAt(0);
            headers.Add(odd);
        }

        byte[] body = [];
        if (operation.Body is { } schema ? random.Next(20) > 0 : random.Next(20) == 0)
        {
            body = Body(operation.Body, random);
            headers.Add(("Content-Type", random.Next(12) == 0 ? Any(random, HostileValues.ContentTypes) : "application/json"));
        }

        if (!headers.Exists(h => h.Name is "Transfer-Encoding" or "Content-Length"))
            headers.Add(("Content-Length", body.Length.ToString(CultureInfo.InvariantCulture)));
        else
            headers.Add(("Connection", "close")); // what follows such a lie is no request
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{method} {target} HTTP/1.1\r\n");
        foreach (var (name, value) in headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        return new Made(operation.Id, [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body], method != "HEAD");
    }

    private string Path(Operation operation, Random random)
    {
        var id = Any(random, ids);
        return operation.Path.Replace(
                "{id}",
                random.Next(10) switch
                {
                    0 => Any(random, HostileValues.Wire),
                    1 => id.ToUpperInvariant(),
                    2 => id.Replace("-", "", StringComparison.Ordinal),
                    3 => $"%7B{id}%7D",
                    4 => Guid.Empty.ToString(),
                    _ => id,
                },
                StringComparison.Ordinal
            ) + (random.Next(40) == 0 ? "/" + Any(random, HostileValues.Wire) : "");
    }

    private string Query(Operation operation, Random random)
    {
        var parts = new List<string>();
        foreach (var (name, schema) in operation.Query.OrderBy(q => q.Key, StringComparer.Ordinal))
            if (random.Next(6) == 0)
                parts.Add(
                    $"{name}={(random.Next(3) == 0 ? Any(random, HostileValues.Wire) : Uri.EscapeDataString(Plain(schema, random)))}"
                );
        if (random.Next(15) == 0)
            parts.Add(Any(random, HostileValues.Wire) + "=" + Any(random, HostileValues.Wire));
        if (parts.Count > 0 && random.Next(15) == 0)
            parts.Add(parts[0]);
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    private byte[] Body(JsonElement? schema, Random random)
    {
        if (schema is null || random.Next(10) == 0)
            return Encoding.UTF8.GetBytes(Any(random, HostileValues.Bodies));
        var text = Json(schema.Value, random, depth: 0);
        var bytes = Encoding.UTF8.GetBytes(text);
        switch (random.Next(20))
        {
            case 0:
                return bytes[..random.Next(bytes.Length)];
            case 1:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                return bytes;
            case 2:
                return Encoding.Unicode.GetBytes(text);
            default:
                return bytes;
        }
    }

    private string Json(JsonElement schema, Random random, int depth)
    {
        schema = surface.Resolve(schema);
        if (depth > 0 && random.Next(8) == 0)
            return Any(random, HostileValues.Json);
        if (schema.TryGetProperty("properties", out var properties))
        {
            var members = new List<string>();
            foreach (var property in properties.EnumerateObject().Where(_ => random.Next(20) > 0))
                members.Add($"\"{property.Name}\":{Json(property.Value, random, depth + 1)}");
            if (random.Next(20) == 0)
                members.Add($"\"x{random.Next(9)}\":{Any(random, HostileValues.Json)}");
            if (members.Count > 0 && random.Next(30) == 0)
                members.Add(members[0]);
            return "{" + string.Join(',', members) + "}";
        }

        var type = schema.TryGetProperty("type", out var named) ? named.ToString() : "";
        if (type.Contains("array", StringComparison.Ordinal))
            return "["
                + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Json(schema.GetProperty("items"), random, depth + 1)))
                + "]";
        var plain = Plain(schema, random);
        return type.Contains("string", StringComparison.Ordinal) ? JsonSerializer.Serialize(plain) : plain;
    }

    private string Plain(JsonElement schema, Random random)
    {
        schema = surface.Resolve(schema);
        if (schema.TryGetProperty("enum", out var values))
            return values[random.Next(values.GetArrayLength())].ToString();
        var type = schema.TryGetProperty("type", out var named) ? named.ToString() : "";
        if (type.Contains("array", StringComparison.Ordinal))
            return Plain(schema.GetProperty("items"), random);
        if (type.Contains("boolean", StringComparison.Ordinal))
            return random.Next(2) == 0 ? "true" : "false";
        if (type.Contains("integer", StringComparison.Ordinal))
            return random.Next(-1, 300).ToString(CultureInfo.InvariantCulture);
        return (schema.TryGetProperty("format", out var format) ? format.GetString() : null) switch
        {
            "uuid" => Any(random, ids),
            "date-time" => Any(random, HostileValues.Times),
            "email" => $"fuzz{random.Next(50)}@example.org",
            _ => Any(random, ["member", "administrator", "UTC", "Sam Rivera", "identity.users.read", "A sentence. ✓", "en"]),
        };
    }

    private int HashCode(int number) => unchecked((seed * 397) ^ (number * 7919));

    private static T Any<T>(Random random, T[] values) => values[random.Next(values.Length)];
}
