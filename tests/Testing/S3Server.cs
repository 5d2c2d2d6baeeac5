using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using SmartAI.Platform.Storage;

namespace SmartAI.Testing;

/// <summary>A real S3 server in processes of its own (tests/tools/s3.sh: Swift of Debian), with an empty bucket.</summary>
public sealed class S3Server : IAsyncLifetime
{
    /// <summary>The bucket that is there.</summary>
    public const string Bucket = "kept";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("smartai-s3-");
    private Process? _process;

    /// <summary>How to reach it.</summary>
    public S3Settings Settings { get; private set; } = new();

    /// <summary>The same, as a program of its own reads it.</summary>
    public (string, string)[] Environment =>
        [
            ("SMARTAI_S3__ENDPOINT", Settings.Endpoint!),
            ("SMARTAI_S3__ACCESSKEY", Settings.AccessKey!),
            ("SMARTAI_S3__SECRETKEY", Settings.SecretKey!),
            ("SMARTAI_S3__CHUNKENCODING", "false"),
        ];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var ports = FreePorts(5);
        var start = new ProcessStartInfo("bash", [Script(), _folder.FullName, .. ports.Select(p => $"{p}")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        if (await _process.StandardOutput.ReadLineAsync() != "ready")
            throw new InvalidOperationException(
                "The S3 server for tests did not start (Debian: apt-get install swift-proxy swift-account swift-container swift-object memcached): "
                    + await _process.StandardError.ReadToEndAsync()
            );
        Settings = new S3Settings
        {
            Endpoint = $"http://127.0.0.1:{ports[0]}",
            AccessKey = "test:tester",
            SecretKey = "testing",
            ChunkEncoding = false,
        };
        using var client = Client();
        await client.PutBucketAsync(Bucket);
    }

    /// <summary>A client of the library's own, for looking at what lies there.</summary>
    public AmazonS3Client Client() =>
        new(
            new BasicAWSCredentials(Settings.AccessKey, Settings.SecretKey),
            new AmazonS3Config
            {
                ServiceURL = Settings.Endpoint,
                ForcePathStyle = true,
                AuthenticationRegion = Settings.Region,
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            }
        );

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private static List<int> FreePorts(int count)
    {
        var taken = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        taken.ForEach(listener => listener.Start());
        var ports = taken.ConvertAll(listener => ((IPEndPoint)listener.LocalEndpoint).Port);
        taken.ForEach(listener => listener.Dispose());
        return ports;
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "tests", "tools", "s3.sh") is var script && File.Exists(script))
                return script;
        throw new InvalidOperationException("These tests run tests/tools/s3.sh: run them from inside of the repository.");
    }
}
