using Amazon.S3;
using Amazon.S3.Model;

namespace SmartAI.Platform.Storage;

/// <summary>
/// Takes bytes of unknown number and sends them as parts, one of which is in memory at a time; what fits one part is sent as one object. Parts grow with
/// their number: of ten thousand, as many as S3 takes, the first two thousand are of 8 MB, and all together hold half a terabyte.
/// </summary>
internal sealed class S3Upload(AmazonS3Client client, string bucket, string key, bool chunks) : ForwardStream
{
    private const int FirstSize = 8 * 1024 * 1024;
    private const int Step = 2000;
    private readonly List<PartETag> _parts = [];
    private readonly MemoryStream _part = new();
    private string? _upload;
    private long _length;

    public override long Length => _length;
    public override bool CanWrite => true;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            var size = FirstSize << (_parts.Count / Step);
            // Only when more is coming: the last part must not be empty.
            if (_part.Length == size)
                await SendAsync(cancellationToken);
            var taken = (int)Math.Min(buffer.Length, size - _part.Length);
            _part.Write(buffer.Span[..taken]);
            buffer = buffer[taken..];
            _length += taken;
        }
    }

    /// <summary>Sends the rest and makes one object of all parts.</summary>
    internal async Task CompleteAsync(CancellationToken cancel)
    {
        if (_upload is null)
        {
            using var whole = Body();
            await client.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = bucket,
                    Key = key,
                    InputStream = whole,
                    UseChunkEncoding = chunks,
                },
                cancel
            );
            return;
        }

        await SendAsync(cancel);
        await client.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = bucket,
                Key = key,
                UploadId = _upload,
                PartETags = _parts,
            },
            cancel
        );
    }

    /// <summary>Throws away what was sent.</summary>
    internal async Task AbortAsync()
    {
        if (_upload is null)
            return;
        try
        {
            await client.AbortMultipartUploadAsync(bucket, key, _upload);
        }
        catch (Exception failure)
            when (failure
                    is Amazon.Runtime.AmazonServiceException
                        or Amazon.Runtime.AmazonClientException
                        or System.Net.Http.HttpRequestException
            )
        {
            // The store is away: what made the upload fail is told, and a life cycle rule of the bucket removes such parts.
        }
    }

    private async Task SendAsync(CancellationToken cancel)
    {
        _upload ??= (await client.InitiateMultipartUploadAsync(bucket, key, cancel)).UploadId;
        using var part = Body();
        var sent = await client.UploadPartAsync(
            new UploadPartRequest
            {
                BucketName = bucket,
                Key = key,
                UploadId = _upload,
                PartNumber = _parts.Count + 1,
                InputStream = part,
                PartSize = _part.Length,
                UseChunkEncoding = chunks,
            },
            cancel
        );
        _parts.Add(new PartETag(_parts.Count + 1, sent.ETag));
        _part.SetLength(0);
    }

    // The client closes what it has sent.
    private MemoryStream Body() => new(_part.GetBuffer(), 0, (int)_part.Length, writable: false);

    protected override void Dispose(bool disposing)
    {
        _part.Dispose();
        base.Dispose(disposing);
    }
}
