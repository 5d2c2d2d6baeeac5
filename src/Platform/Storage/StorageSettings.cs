using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Storage;

/// <summary>Where files are kept.</summary>
[SettingsSection("Storage")]
public sealed class StorageSettings : ICheckedSettings
{
    [Setting(
        "Where files are kept: a folder, or s3://bucket/prefix. The folder files below SMARTAI_DATA when unset.",
        Example = "s3://smartai/files"
    )]
    public string? At { get; set; }

    /// <inheritdoc/>
    public string? Problem() => BlobPlace.ProblemOf("SMARTAI_STORAGE__AT", At);
}

/// <summary>The object store behind every place that is named as <c>s3://</c>.</summary>
[SettingsSection("S3")]
public sealed class S3Settings : ICheckedSettings
{
    [Setting("The address of the S3-compatible store; Amazon's own for the region when unset.", Example = "https://s3.example.org")]
    public string? Endpoint { get; set; }

    [Setting("The region that requests are signed for.", Example = "eu-central-1")]
    public string Region { get; set; } = "us-east-1";

    [Setting("The name of the key that may read, write, list and delete.", Example = "<access key id>")]
    public string? AccessKey { get; set; }

    [Setting("Its secret.", Example = "<secret access key>")]
    public string? SecretKey { get; set; }

    [Setting("Whether bodies are sent in signed chunks; some older stores know only whole ones.", Example = "false")]
    public bool ChunkEncoding { get; set; } = true;

    /// <inheritdoc/>
    public string? Problem()
    {
        if (Endpoint is not null && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var at) && at.Scheme is "http" or "https"))
            return $"SMARTAI_S3__ENDPOINT is \"{Endpoint}\", which is not an address. Example: SMARTAI_S3__ENDPOINT=https://s3.example.org";
        if (AccessKey is null != SecretKey is null)
            return "SMARTAI_S3__ACCESSKEY and SMARTAI_S3__SECRETKEY belong together. Example: SMARTAI_S3__SECRETKEY_FILE=/run/secrets/s3_secret";
        return null;
    }
}

/// <summary>Opens a store by the address that an operator wrote.</summary>
public static class BlobPlace
{
    private const string S3 = "s3://";

    /// <summary>The store at a folder or at <c>s3://bucket/prefix</c>.</summary>
    /// <exception cref="SettingsException">It is of another kind, or the object store's settings are missing.</exception>
    public static IBlobStore Open(string at, S3Settings s3)
    {
        // Of any other kind a folder of that name would be made where the program stands, and taken for the place far away.
        if (ProblemOf("The place", at) is not null)
            throw new SettingsException($"\"{at}\" is neither a folder nor s3://bucket/prefix. Example: s3://smartai/kept");
        if (!at.StartsWith(S3, StringComparison.Ordinal))
            return new DiskStore(at);
        if (s3.AccessKey is null || s3.SecretKey is null)
            throw new SettingsException(
                $"{at} is in an object store, and SMARTAI_S3__ACCESSKEY or SMARTAI_S3__SECRETKEY is not set. Example: SMARTAI_S3__SECRETKEY_FILE=/run/secrets/s3_secret"
            );
        var parts = at[S3.Length..].TrimEnd('/').Split('/', 2);
        return new S3Store(s3, parts[0], parts.Length == 1 ? "" : parts[1] + "/");
    }

    internal static string? ProblemOf(string variable, string? at) =>
        at is null
        || !at.Contains("://", StringComparison.Ordinal)
        || (at.StartsWith(S3, StringComparison.Ordinal) && at.Length > S3.Length && at[S3.Length] != '/')
            ? null
            : $"{variable} is \"{at}\", which is neither a folder nor s3://bucket/prefix. Example: {variable}=s3://smartai/kept";

    /// <summary>Adds the store that files are kept in.</summary>
    internal static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        var storage = services.AddSettings<StorageSettings>(configuration);
        var s3 = services.AddSettings<S3Settings>(configuration);
        return services.AddSingleton(provider =>
            Open(storage.At ?? Path.Combine(provider.GetRequiredService<ServerSettings>().Data, "files"), s3)
        );
    }
}
