using Npgsql;

namespace SmartAI.Platform.Mail;

/// <summary>
/// Keeps mails where a developer can read them. It writes past the job's transaction, because a mail that was sent stays sent when the job fails afterwards:
/// development should show what production would do.
/// </summary>
public sealed class MailboxSender(NpgsqlDataSource source, TimeProvider clock) : IMailSender
{
    private const int Kept = 1_000;
    private const int Shown = 200;

    private const string Insert = """
        insert into platform.development_mails (recipient, subject, text, html, sent_at) values (@to, @subject, @text, @html, @at)
        """;

    private const string Trim = """
        delete from platform.development_mails
        where id <= (select id from platform.development_mails order by id desc offset @kept limit 1)
        """;

    private const string Read = """
        select id, recipient, subject, text, html, sent_at from platform.development_mails
        where @to::text is null or lower(recipient) = lower(@to::text) order by id desc limit @shown
        """;

    /// <inheritdoc/>
    public async Task SendAsync(MailMessage message, CancellationToken cancel)
    {
        MailRules.Check(message);
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(Insert)
            {
                Parameters =
                {
                    new("to", message.To),
                    new("subject", message.Subject),
                    new("text", message.Text),
                    new("html", message.Html),
                    new("at", clock.GetUtcNow()),
                },
            }
        );
        batch.BatchCommands.Add(new NpgsqlBatchCommand(Trim) { Parameters = { new("kept", Kept) } });
        await batch.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The newest 200 mails, newest first; only one recipient's if asked, whatever the case of its letters.</summary>
    public async Task<IReadOnlyList<DevelopmentMail>> ReadAsync(string? to, CancellationToken cancel)
    {
        await using var command = source.CreateCommand(Read);
        command.Parameters.AddWithValue("to", NpgsqlTypes.NpgsqlDbType.Text, (object?)to ?? DBNull.Value);
        command.Parameters.AddWithValue("shown", Shown);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var mails = new List<DevelopmentMail>();
        while (await rows.ReadAsync(cancel))
            mails.Add(
                new DevelopmentMail
                {
                    Id = rows.GetInt64(0),
                    To = rows.GetString(1),
                    Subject = rows.GetString(2),
                    Text = rows.GetString(3),
                    Html = rows.GetString(4),
                    SentAt = rows.GetFieldValue<DateTimeOffset>(5),
                }
            );
        return mails;
    }
}
