using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace SmartAI.Platform.Data;

/// <summary>
/// Wraps the data protection ring with AES-256-GCM under a key derived (HKDF, RFC 5869) from the installation's master key. A copy of the database
/// without that key opens nothing.
/// </summary>
internal sealed class MasterKey(string secret) : IXmlEncryptor
{
    private readonly byte[] _key = Derive(secret, "smartai data protection");

    /// <summary>A key of 256 bits for one purpose that stays the same on every node and after a restart.</summary>
    internal byte[] KeyFor(string purpose) => Derive(secret, purpose);

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString());
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var sealedText = new byte[plain.Length];
        var tag = new byte[AesGcm.TagByteSizes.MaxSize];
        using var aes = new AesGcm(_key, tag.Length);
        aes.Encrypt(nonce, plain, sealedText, tag);
        var wrapped = new XElement("wrapped", Convert.ToBase64String([.. nonce, .. tag, .. sealedText]));
        return new EncryptedXmlInfo(wrapped, typeof(MasterKeyDecryptor));
    }

    internal XElement Decrypt(XElement wrapped)
    {
        var bytes = Convert.FromBase64String(wrapped.Value).AsSpan();
        var nonceSize = AesGcm.NonceByteSizes.MaxSize;
        var tagSize = AesGcm.TagByteSizes.MaxSize;
        var plain = new byte[bytes.Length - nonceSize - tagSize];
        using var aes = new AesGcm(_key, tagSize);
        aes.Decrypt(bytes[..nonceSize], bytes[(nonceSize + tagSize)..], bytes.Slice(nonceSize, tagSize), plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }

    private static byte[] Derive(string secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), 32, info: Encoding.UTF8.GetBytes(purpose));
}

/// <summary>Found by name in the stored key: data protection makes it with the services at hand.</summary>
internal sealed class MasterKeyDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => ((MasterKey)services.GetService(typeof(MasterKey))!).Decrypt(encryptedElement);
}
