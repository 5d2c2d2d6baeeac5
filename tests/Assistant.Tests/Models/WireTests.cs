using System.Text.Json;
using Microsoft.Extensions.AI;
using SmartAI.Assistant.Models;
using SmartAI.Assistant.Providers;
using SmartAI.Platform;

namespace SmartAI.Assistant.Tests.Models;

/// <summary>Each protocol over a real connection, behaving well and badly.</summary>
public sealed class WireTests : IAsyncLifetime
{
    private const string Key = "sk-very-secret";

    private ModelServer _server = null!;
    private ProviderHttp _http = null!;

    public static TheoryData<string> Protocols => [.. Enum.GetNames<ProviderKind>()];

    [Theory, MemberData(nameof(Protocols))]
    public async Task An_answer_arrives_in_pieces_with_its_end_and_its_count(string kind)
    {
        var updates = await ReadAsync(kind, "answer");

        updates.Select(u => u.Text).Where(t => t.Length > 0).ShouldBe(["Hel", "lo"]);
        var answer = updates.ToChatResponse();
        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Usage.ShouldNotBeNull().InputTokenCount.ShouldBe(9);
        answer.Usage.OutputTokenCount.ShouldBe(2);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task The_key_goes_where_the_protocol_has_it_and_nowhere_else(string kind)
    {
        await ReadAsync(kind, "answer");

        var asked = _server.Questions.ShouldHaveSingleItem();
        (kind == "Anthropic" ? asked.Headers["x-api-key"] : asked.Headers["Authorization"]).ShouldEndWith(Key);
        if (kind == "AzureOpenAi")
            asked.Headers["api-key"].ShouldBe(Key);
        asked.Path.ShouldBe(
            kind switch
            {
                "Anthropic" => "/answer/v1/messages",
                "Ollama" => "/answer/api/chat",
                "AzureOpenAi" => "/answer/openai/v1/chat/completions",
                _ => "/answer/chat/completions",
            }
        );
        asked.Body.GetProperty("model").GetString().ShouldBe("m");
        asked.Body.GetRawText().ShouldNotContain(Key);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_tool_call_in_pieces_becomes_one_call(string kind)
    {
        var answer = (await ReadAsync(kind, "tools")).ToChatResponse();

        var call = answer.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().ShouldHaveSingleItem();
        call.Name.ShouldBe("lock");
        call.CallId.ShouldNotBeNullOrEmpty();
        ((JsonElement)call.Arguments.ShouldNotBeNull()["id"]!).GetInt32().ShouldBe(7);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_connection_that_breaks_is_no_answer(string kind) =>
        // A reset may overtake what was sent before it: then nothing was ever heard of an answer.
        (await FailAsync(kind, "cut")).Fault.ShouldBeOneOf(ProviderFault.Cut, ProviderFault.Unreachable);

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_stream_that_ends_without_its_end_is_no_answer(string kind) =>
        (await FailAsync(kind, "half")).Fault.ShouldBe(ProviderFault.Cut);

    [Theory, MemberData(nameof(Protocols))]
    public async Task Malformed_JSON_is_said_to_be_so(string kind) =>
        (await FailAsync(kind, "malformed")).Fault.ShouldBeOneOf(ProviderFault.Malformed, ProviderFault.Cut);

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_provider_asked_too_often_says_when_to_come_back_and_is_not_asked_again(string kind)
    {
        var failure = await FailAsync(kind, "busy");

        failure.Fault.ShouldBe(ProviderFault.RateLimited);
        failure.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        _server.Questions.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task An_overloaded_provider_is_not_asked_again(string kind)
    {
        (await FailAsync(kind, "overloaded")).Fault.ShouldBe(ProviderFault.Overloaded);
        _server.Questions.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_refused_key_is_not_repeated_in_the_reason(string kind)
    {
        var failure = await FailAsync(kind, "locked");

        failure.Fault.ShouldBe(ProviderFault.KeyRefused);
        failure.ToString().ShouldNotContain(Key);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_filtered_question_is_not_passed_on_to_another_provider(string kind)
    {
        var failure = await FailAsync(kind, "filtered");

        failure.Fault.ShouldBe(ProviderFault.ContentFiltered);
        failure.MayTryAnother.ShouldBeFalse();
    }

    [Theory, InlineData("OpenAi"), InlineData("AzureOpenAi"), InlineData("Anthropic")]
    public async Task An_answer_that_a_filter_stopped_ends_with_that_reason(string kind) =>
        (await ReadAsync(kind, "stopped")).ToChatResponse().FinishReason.ShouldBe(ChatFinishReason.ContentFilter);

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_provider_that_does_not_begin_is_given_up(string kind)
    {
        var failure = await FailAsync(
            kind,
            "silent",
            new AnswerLimits(TimeSpan.FromMilliseconds(300), TimeSpan.FromMinutes(1), 65_536, 400_000)
        );

        failure.Fault.ShouldBe(ProviderFault.TooSlow);
        failure.Message.ShouldContain("begin");
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_megabyte_in_one_piece_is_cut_off(string kind) =>
        (await FailAsync(kind, "giant")).Fault.ShouldBe(ProviderFault.TooLong);

    [Theory, MemberData(nameof(Protocols))]
    public async Task An_endless_answer_is_cut_off_by_its_length(string kind) =>
        (
            await FailAsync(kind, "endless", new AnswerLimits(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(1), 65_536, 20_000))
        ).Fault.ShouldBe(ProviderFault.TooLong);

    [Theory, MemberData(nameof(Protocols))]
    public async Task An_endless_answer_is_cut_off_by_its_time(string kind) =>
        (
            await FailAsync(
                kind,
                "endless",
                new AnswerLimits(TimeSpan.FromSeconds(20), TimeSpan.FromMilliseconds(600), 65_536, int.MaxValue)
            )
        ).Fault.ShouldBeOneOf(ProviderFault.TooSlow, ProviderFault.TooLong);

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_connection_that_stays_open_does_not_hold_back_a_finished_answer(string kind) =>
        (await ReadAsync(kind, "open")).ToChatResponse().Text.ShouldBe("Hello");

    [Theory, MemberData(nameof(Protocols))]
    public async Task Redirects_are_not_followed(string kind)
    {
        (await FailAsync(kind, "elsewhere")).Fault.ShouldBe(ProviderFault.RequestRefused);
        _server.Questions.Count.ShouldBe(1);
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task A_private_address_that_no_setting_names_is_not_reached(string kind)
    {
        using var closed = new ProviderHttp(new ProviderAddresses(new AssistantSettings()), TimeProvider.System);

        (await FailAsync(kind, "answer", http: closed)).Fault.ShouldBe(ProviderFault.AddressRefused);
        _server.Questions.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Protocols))]
    public async Task Models_are_listed(string kind) =>
        (await new ModelNames(_http).ReadAsync(Provider(kind, "answer"), Key, TestContext.Current.CancellationToken)).ShouldBe([
            "small",
            "large",
        ]);

    [Fact]
    public async Task The_next_provider_answers_where_the_first_one_is_busy_and_that_one_rests()
    {
        var rests = new ProviderRests(TimeProvider.System);
        using var chat = Failover(rests, "busy", "answer");

        (await chat.GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken)).Text.ShouldBe("Hello");
        (await chat.GetResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken)).Text.ShouldBe("Hello");

        _server.Questions.Select(q => q.Path.Split('/')[1]).ShouldBe(["busy", "answer", "answer"]);
        chat.AnsweredBy.ShouldNotBeNull().Url.ShouldEndWith("/answer");
    }

    [Fact]
    public async Task Nobody_goes_on_where_an_answer_was_cut_after_its_first_word()
    {
        using var chat = Failover(new ProviderRests(TimeProvider.System), "half", "answer");
        var seen = "";

        var failure = await Should.ThrowAsync<ProviderException>(async () =>
        {
            await foreach (var update in chat.GetStreamingResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken))
                seen += update.Text;
        });

        failure.Fault.ShouldBe(ProviderFault.Cut);
        seen.ShouldBe("Hel");
        _server.Questions.Count.ShouldBe(1);
    }

    public async ValueTask InitializeAsync()
    {
        _server = await ModelServer.StartAsync();
        _http = new ProviderHttp(new ProviderAddresses(new AssistantSettings { AllowedNetworks = ["127.0.0.1"] }), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    private FailoverChat Failover(ProviderRests rests, params string[] behaviours) =>
        new([.. behaviours.Select(b => (Provider("OpenAi", b), Chat(Provider("OpenAi", b), null, _http)))], rests);

    private async Task<List<ChatResponseUpdate>> ReadAsync(
        string kind,
        string behaviour,
        AnswerLimits? limits = null,
        ProviderHttp? http = null
    )
    {
        using var chat = Chat(Provider(kind, behaviour), limits, http ?? _http);
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in chat.GetStreamingResponseAsync("Hi", cancellationToken: TestContext.Current.CancellationToken))
            updates.Add(update);
        return updates;
    }

    private async Task<ProviderException> FailAsync(
        string kind,
        string behaviour,
        AnswerLimits? limits = null,
        ProviderHttp? http = null
    ) => await Should.ThrowAsync<ProviderException>(() => ReadAsync(kind, behaviour, limits, http));

    private static IChatClient Chat(Provider provider, AnswerLimits? limits, ProviderHttp http)
    {
        var clients = new ChatClients(http, new AssistantSettings());
        return limits is null ? clients.For(provider, Key) : clients.For(provider, Key, limits);
    }

    private Provider Provider(string kind, string behaviour) =>
        new()
        {
            Id = Ids.New(TimeProvider.System),
            Name = behaviour,
            Kind = Enum.Parse<ProviderKind>(kind),
            Url = $"{_server.Origin}/{behaviour}",
            Model = "m",
            Position = 1,
            FirstTokenSeconds = 20,
            WholeSeconds = 30,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
}
