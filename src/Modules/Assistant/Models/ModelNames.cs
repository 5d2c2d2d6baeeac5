using System.Text.Json;
using SmartAI.Assistant.Providers;

namespace SmartAI.Assistant.Models;

/// <summary>Reads which models a provider has: one small document, the same idea in three forms.</summary>
internal sealed class ModelNames(ProviderHttp http)
{
    private const int Most = 1000;

    /// <exception cref="ProviderException">It did not answer as it should.</exception>
    internal async Task<IReadOnlyList<string>> ReadAsync(Provider provider, string key, CancellationToken cancel)
    {
        var (path, list, name) = provider.Kind switch
        {
            ProviderKind.Anthropic => ("v1/models?limit=1000", "data", "id"),
            ProviderKind.Ollama => ("api/tags", "models", "name"),
            _ => ("models", "data", "id"),
        };
        using var client = http.ForDocuments(Headers(provider.Kind, key));
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        time.CancelAfter(TimeSpan.FromSeconds(provider.FirstTokenSeconds));
        try
        {
            using var json = await JsonDocument.ParseAsync(
                await client.GetStreamAsync(new Uri(ProviderUrls.Of(provider), path), time.Token),
                cancellationToken: time.Token
            );
            return [.. json.RootElement.GetProperty(list).EnumerateArray().Take(Most).Select(m => m.GetProperty(name).GetString()!)];
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new ProviderException(ProviderFault.TooSlow, "The provider did not answer in time.");
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw ProviderException.Of(failure, answering: false);
        }
    }

    private static (string, string)[] Headers(ProviderKind kind, string key) =>
        (kind, key) switch
        {
            (_, "") => [],
            (ProviderKind.Anthropic, _) => [("x-api-key", key), ("anthropic-version", "2023-06-01")],
            (ProviderKind.AzureOpenAi, _) => [("api-key", key)],
            _ => [("Authorization", $"Bearer {key}")],
        };
}
