using System.Net;
using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace SmartAI.Platform.Storage;

/// <summary>Blobs as objects below a prefix of a bucket, in any store that speaks S3.</summary>
public sealed class S3Store : IBlobStore, IDisposable
{
    private readonly AmazonS3Client _client;
    private readonly string _bucket;
    private readonly string _prefix;
    private readonly bool _chunks;

    /// <summary>Takes a bucket that exists, and the prefix of all names in it: empty or with a slash at its end.</summary>
    public S3Store(S3Settings settings, string bucket, string prefix)
    {
        (_bucket, _prefix, _chunks) = (bucket, prefix, settings.ChunkEncoding);
        var config = new AmazonS3Config
        {
            AuthenticationRegion = settings.Region,
            // Stores other than Amazon's know neither buckets as host names nor the newer checksums.
            ForcePathStyle = settings.Endpoint is not null,
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            MaxErrorRetry = 3,
            Timeout = TimeSpan.FromMinutes(5),
        };
        if (settings.Endpoint is not null)
            config.ServiceURL = settings.Endpoint;
        else
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(settings.Region);
        _client = new AmazonS3Client(new BasicAWSCredentials(settings.AccessKey, settings.SecretKey), config);
    }

    /// <inheritdoc/>
    public string Place => $"the bucket {_bucket}{(_prefix.Length == 0 ? "" : $" below {_prefix.TrimEnd('/')}")}";

    /// <inheritdoc/>
    public async Task<Blob> WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancel)
    {
        var key = KeyOf(name);
        await using var upload = new S3Upload(_client, _bucket, key, _chunks);
        try
        {
            await write(upload, cancel);
            cancel.ThrowIfCancellationRequested();
            await upload.CompleteAsync(cancel);
        }
        catch (Exception failure)
        {
            // Parts without an end would be kept, and paid for, for ever. It is cleaned up also when the caller has given up.
            await upload.AbortAsync();
            if (IsOutage(failure))
                throw Refused(failure);
            throw;
        }

        await CheckAsync(name, key, upload.Length, cancel);
        return new Blob(name, upload.Length);
    }

    /// <inheritdoc/>
    public async Task<Stream?> ReadAsync(string name, CancellationToken cancel)
    {
        var key = KeyOf(name);
        try
        {
            var answer = await _client.GetObjectAsync(_bucket, key, cancel);
            return answer.ResponseStream;
        }
        catch (AmazonS3Exception missing) when (missing is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            return null;
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            throw Refused(failure);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Blob> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancel)
    {
        var request = new ListObjectsV2Request { BucketName = _bucket, Prefix = _prefix + prefix };
        do
        {
            ListObjectsV2Response page;
            try
            {
                page = await _client.ListObjectsV2Async(request, cancel);
            }
            catch (Exception failure) when (IsOutage(failure))
            {
                throw Refused(failure);
            }

            foreach (var found in page.S3Objects ?? [])
                yield return new Blob(found.Key[_prefix.Length..], found.Size ?? 0);
            request.ContinuationToken = page.NextContinuationToken;
        } while (request.ContinuationToken is not null);
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string name, CancellationToken cancel)
    {
        var key = KeyOf(name);
        try
        {
            await _client.DeleteObjectAsync(_bucket, key, cancel);
        }
        catch (AmazonS3Exception missing) when (missing is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            // Some stores say so, Amazon's does not.
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            throw Refused(failure);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Asks what was kept: a store that lost a part still said yes to the whole.</summary>
    private async Task CheckAsync(string name, string key, long sent, CancellationToken cancel)
    {
        long kept;
        try
        {
            kept = (await _client.GetObjectMetadataAsync(_bucket, key, cancel)).ContentLength;
        }
        catch (Exception failure) when (IsOutage(failure))
        {
            throw Refused(failure);
        }

        if (kept == sent)
            return;
        await DeleteAsync(name, CancellationToken.None);
        throw new StorageException($"Of {sent} bytes {Place} has kept {kept}: a part was lost. What it has of \"{name}\" was removed.");
    }

    private string KeyOf(string name) => _prefix + BlobNames.Check(name);

    // The library lets a few of the network's own failures through.
    private static bool IsOutage(Exception failure) =>
        failure is AmazonServiceException or AmazonClientException or System.Net.Http.HttpRequestException or IOException;

    private StorageException Refused(Exception failure) =>
        new(
            $"{char.ToUpperInvariant(Place[0])}{Place[1..]} does not take or give files: {failure.Message.TrimEnd('.')}. Check SMARTAI_S3__ENDPOINT and its keys.",
            failure
        );
}
