using System.ClientModel;
using System.Net;
using System.Net.Sockets;
using Anthropic.Exceptions;
using SmartAI.Platform.Http;

namespace SmartAI.Assistant.Models;

/// <summary>What went wrong with a provider.</summary>
internal enum ProviderFault
{
    /// <summary>No connection, or none that can be trusted.</summary>
    Unreachable,

    /// <summary>The address is private and no setting allows it.</summary>
    AddressRefused,

    /// <summary>The key is not accepted, or may not do this.</summary>
    KeyRefused,

    /// <summary>The address or the model is not known there.</summary>
    NotFound,

    /// <summary>Too many requests, or no credit left.</summary>
    RateLimited,

    /// <summary>It has no capacity now.</summary>
    Overloaded,

    /// <summary>It does not take this request.</summary>
    RequestRefused,

    /// <summary>Its filter does not let the question pass.</summary>
    ContentFiltered,

    /// <summary>An error of its own.</summary>
    Failed,

    /// <summary>The answer ended before its end.</summary>
    Cut,

    /// <summary>What it sent is not what it should be.</summary>
    Malformed,

    /// <summary>The first token or the whole answer took too long.</summary>
    TooSlow,

    /// <summary>A piece of the answer or the whole is too long.</summary>
    TooLong,
}

/// <summary>A provider that did not answer as it should. The message is for an operator; it holds nothing of the key.</summary>
internal sealed class ProviderException(ProviderFault fault, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : Exception(message, inner)
{
    internal ProviderFault Fault => fault;

    /// <summary>When the provider wants to be asked again, if it said so.</summary>
    internal TimeSpan? RetryAfter => retryAfter;

    /// <summary>False where another provider would have the same reason.</summary>
    internal bool MayTryAnother => fault != ProviderFault.ContentFiltered;

    /// <summary>
    /// Says in our words what a client library threw. Each wraps in its own way what happened below it, and none says what it makes of a malformed answer:
    /// whatever it is, it came of what the provider sent.
    /// </summary>
    /// <param name="thrown">What was thrown.</param>
    /// <param name="answering">True if a part of the answer had come.</param>
    internal static ProviderException Of(Exception thrown, bool answering)
    {
        // What we said ourselves lies below what a library made of it.
        for (var at = thrown; at is not null; at = at.InnerException)
        {
            if (at is ProviderException known)
                return known;
            if (at is AddressRefusedException refused)
                return new(ProviderFault.AddressRefused, refused.Message, null, thrown);
        }

        for (var at = thrown; at is not null; at = at.InnerException)
        {
            switch (at)
            {
                case AnthropicSseException failed:
                    return failed.Message.Contains("overloaded_error", StringComparison.Ordinal)
                        ? new(ProviderFault.Overloaded, "The provider broke off: it is overloaded.", null, thrown)
                        : new(ProviderFault.Failed, "The provider broke off with an error of its own.", null, thrown);
                case HttpRequestException or IOException or SocketException when answering:
                case HttpIOException:
                    return new(ProviderFault.Cut, "The connection ended before the answer did.", null, thrown);
                case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError }:
                    return new(ProviderFault.Unreachable, "The provider's certificate is not trusted.", null, thrown);
                case HttpRequestException or SocketException or IOException:
                    return new(ProviderFault.Unreachable, "The provider cannot be reached.", null, thrown);
                case ClientResultException { Status: > 0 and var status }:
                    return OfStatus((HttpStatusCode)status, "", null);
            }
        }

        return new(ProviderFault.Malformed, "What the provider sent cannot be read.", null, thrown);
    }

    internal static ProviderException OfStatus(HttpStatusCode status, string said, TimeSpan? retryAfter)
    {
        var (fault, sentence) = (int)status switch
        {
            401 or 403 => (ProviderFault.KeyRefused, "the key is not accepted."),
            404 => (ProviderFault.NotFound, "the address or the model is not known there."),
            402 or 429 => (ProviderFault.RateLimited, "it was asked too often, or no credit is left."),
            503 or 529 => (ProviderFault.Overloaded, "it is overloaded."),
            >= 500 => (ProviderFault.Failed, "it failed."),
            >= 300 and < 400 => (ProviderFault.RequestRefused, "redirects are not followed."),
            400
                when said.Contains("content_filter", StringComparison.Ordinal)
                    || said.Contains("content management", StringComparison.Ordinal) => (
                ProviderFault.ContentFiltered,
                "its filter refuses the question."
            ),
            _ => (ProviderFault.RequestRefused, "it does not take this request."),
        };
        return new(fault, $"The provider answered {(int)status}: {sentence}", retryAfter);
    }
}
