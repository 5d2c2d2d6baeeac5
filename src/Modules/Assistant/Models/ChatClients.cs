using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;
using SmartAI.Assistant.Providers;

namespace SmartAI.Assistant.Models;

/// <summary>
/// Makes the client that speaks with a provider: its maker's own library, with its retries and time limits off, because failover and limits are ours.
/// </summary>
internal sealed class ChatClients(ProviderHttp http, AssistantSettings settings)
{
    // Anthropic asks for a bound in each request.
    private const int MostTokens = 4096;
    private const string NoKey = "none";

    internal IChatClient For(Provider provider, string key) =>
        For(
            provider,
            key,
            new AnswerLimits(
                TimeSpan.FromSeconds(provider.FirstTokenSeconds),
                TimeSpan.FromSeconds(provider.WholeSeconds),
                settings.LongestPiece,
                settings.LongestAnswer
            )
        );

    internal IChatClient For(Provider provider, string key, AnswerLimits limits)
    {
        var cut = new StreamCut();
        return new GuardedChat(Bare(provider, key, cut), limits, cut);
    }

    private IChatClient Bare(Provider provider, string key, StreamCut cut) =>
        provider.Kind switch
        {
            ProviderKind.OpenAi => OpenAi(ProviderUrls.Of(provider), provider.Model, key, http.ForStreams(cut)),
            ProviderKind.AzureOpenAi => OpenAi(ProviderUrls.Of(provider), provider.Model, key, http.ForStreams(cut, ("api-key", key))),
            ProviderKind.Anthropic => new AnthropicClient
            {
                // Given also where it is empty: without one the library would look for credentials of its own on the machine.
                ApiKey = key,
                BaseUrl = ProviderUrls.Of(provider).AbsoluteUri.TrimEnd('/'),
                HttpClient = http.ForStreams(cut, ("x-api-key", key)),
                MaxRetries = 0,
                Timeout = TimeSpan.FromHours(2),
            }.AsIChatClient(provider.Model, MostTokens),
            ProviderKind.Ollama => Ollama(ProviderUrls.Of(provider), provider.Model, key, cut),
            _ => throw new InvalidOperationException($"{provider.Kind} is no kind of provider."),
        };

    private static IChatClient OpenAi(Uri url, string model, string key, HttpClient client) => new OpenAIClient(
            new ApiKeyCredential(key.Length == 0 ? NoKey : key),
            new OpenAIClientOptions
            {
                Endpoint = url,
                Transport = new HttpClientPipelineTransport(client),
                RetryPolicy = new ClientRetryPolicy(0),
                NetworkTimeout = Timeout.InfiniteTimeSpan,
                EnableDistributedTracing = false,
            }
        ).GetChatClient(model).AsIChatClient();

    private OllamaApiClient Ollama(Uri url, string model, string key, StreamCut cut)
    {
        var client = key.Length == 0 ? http.ForStreams(cut) : http.ForStreams(cut, ("Authorization", $"Bearer {key}"));
        client.BaseAddress = url;
        return new OllamaApiClient(client, model);
    }
}

/// <summary>The address that a kind's library starts from. People paste addresses with and without their version.</summary>
internal static class ProviderUrls
{
    /// <summary>Ends in a slash, so that names are added to it.</summary>
    internal static Uri Of(Provider provider) =>
        new(
            provider.Kind switch
            {
                ProviderKind.AzureOpenAi when !provider.Url.EndsWith("/v1", StringComparison.Ordinal) => $"{provider.Url}/openai/v1/",
                ProviderKind.Anthropic when provider.Url.EndsWith("/v1", StringComparison.Ordinal) => provider.Url[..^"v1".Length],
                _ => $"{provider.Url}/",
            }
        );
}
