using System.Runtime.CompilerServices;
using MailKit.Net.Smtp;
using Npgsql;
using SmartAI.Platform.Data;
using SmartAI.Platform.Data.Embedded;
using SmartAI.Platform.Mail;
using SmartAI.Platform.Settings;

namespace SmartAI.Server.Commands.Checks;

/// <summary>What the settings name: database, clock, notifications, schema, mail.</summary>
internal static class InstallationChecks
{
    internal static IReadOnlyList<Func<CancellationToken, IAsyncEnumerable<Finding>>> All { get; } = [Database, Mail];

    private static async IAsyncEnumerable<Finding> Database([EnumeratorCancellation] CancellationToken cancel)
    {
        Installation? installation = null;
        Finding? failed = null;
        try
        {
            installation = await Installation.OpenAsync(Installation.FromEnvironment(), TimeProvider.System, cancel);
        }
        catch (EmbeddedPostgresException busy) when (busy.Code == EmbeddedErrors.InUse)
        {
            failed = Finding.Ok("database", "The embedded database is in use by a running server.");
        }
        catch (EmbeddedPostgresException failure)
        {
            failed = Finding.Fail("database", failure.Message, "See docs/operators/install.md.");
        }

        if (failed is not null)
        {
            yield return failed;
            yield break;
        }

        await using (installation)
            foreach (var finding in await DatabaseAsync(installation!, cancel))
                yield return finding;
    }

    private static async Task<List<Finding>> DatabaseAsync(Installation installation, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        try
        {
            await using var connection = new NpgsqlConnection(installation.Database.Direct);
            await connection.OpenAsync(cancel);
            findings.Add(
                connection.PostgreSqlVersion.Major >= 15
                    ? Finding.Ok("database", $"PostgreSQL {connection.PostgreSqlVersion} answers.")
                    : Finding.Fail("database", $"PostgreSQL {connection.PostgreSqlVersion} is too old.", "Use version 15 or newer.")
            );
            findings.Add(await ClockAsync(connection, cancel));
            findings.Add(await NotifyAsync(connection, cancel));
            findings.Add(await SchemaAsync(installation, cancel));
        }
        catch (NpgsqlException failure)
        {
            findings.Add(
                Finding.Fail("database", $"It cannot be reached: {failure.Message}", "Check SMARTAI_DATABASE and SMARTAI_DATABASE__DIRECT.")
            );
        }

        return findings;
    }

    private static async Task<Finding> ClockAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select clock_timestamp()", connection);
        var there = (DateTime)(await command.ExecuteScalarAsync(cancel))!;
        var apart = (TimeProvider.System.GetUtcNow().UtcDateTime - there).Duration();
        return apart < TimeSpan.FromSeconds(5)
            ? Finding.Ok("clock", "This machine's and the database's agree.")
            : Finding.Fail("clock", $"This machine's and the database's are {apart.TotalSeconds:0} seconds apart.", "Run NTP on both.");
    }

    private static async Task<Finding> NotifyAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        var heard = false;
        connection.Notification += (_, _) => heard = true;
        await using var command = new NpgsqlCommand("listen smartai_doctor; select pg_notify('smartai_doctor', 'hello')", connection);
        await command.ExecuteNonQueryAsync(cancel);
        if (!heard)
            await connection.WaitAsync(2000, cancel);
        return heard
            ? Finding.Ok("notify", "A notification came back.")
            : Finding.Fail(
                "notify",
                "A notification did not come back: the connection goes through a pooler.",
                "Name a direct one in SMARTAI_DATABASE__DIRECT."
            );
    }

    private static async Task<Finding> SchemaAsync(Installation installation, CancellationToken cancel)
    {
        await using var app = ServerHost.CreateBuilder(installation).Build();
        return await app.Services.GetRequiredService<Migrator>().StateAsync(cancel) switch
        {
            SchemaState.Older older when installation.Database.IsEmbedded => Finding.Ok(
                "schema",
                $"{older.Sentence} The next start does it by itself."
            ),
            SchemaState.Older older => Finding.Fail("schema", older.Sentence, "Run: smartai migrate"),
            SchemaState.Newer newer => Finding.Fail("schema", newer.Sentence, "Start the newer version."),
            _ => Finding.Ok("schema", "It fits this version."),
        };
    }

    private static async IAsyncEnumerable<Finding> Mail([EnumeratorCancellation] CancellationToken cancel)
    {
        var settings = SettingsReader.Read<MailSettings>(Installation.FromEnvironment());
        if (!settings.UsesSmtp)
        {
            yield return Installation.FromEnvironment()["DATABASE"] is { Length: > 0 }
                ? Finding.Fail(
                    "mail",
                    "No SMTP server is set, so nobody gets a mail.",
                    "Set SMARTAI_MAIL__SMTPHOST and SMARTAI_MAIL__FROM."
                )
                : Finding.Warn(
                    "mail",
                    "No SMTP server is set; mails go to the development mailbox.",
                    "Set SMARTAI_MAIL__SMTPHOST before people use it."
                );
            yield break;
        }

        yield return await MailServerAsync(settings, cancel);
    }

    private static async Task<Finding> MailServerAsync(MailSettings settings, CancellationToken cancel)
    {
        const string check = "Check SMARTAI_MAIL__SMTPHOST, SMARTAI_MAIL__SMTPPORT and SMARTAI_MAIL__SMTPSECURITY.";
        using var client = new SmtpClient { Timeout = 10_000 };
        try
        {
            await SmtpMailSender.ConnectAsync(client, settings, cancel);
            await client.DisconnectAsync(true, cancel);
            return Finding.Ok("mail", $"{settings.SmtpHost} answers.");
        }
        catch (MailKit.Security.AuthenticationException)
        {
            // Its words are not shown: servers quote the name.
            return Finding.Fail(
                "mail",
                $"{settings.SmtpHost} refuses the account.",
                "Check SMARTAI_MAIL__SMTPUSER and SMARTAI_MAIL__SMTPPASSWORD."
            );
        }
        catch (MailNotSentException failure)
        {
            return Finding.Fail("mail", failure.Message, check);
        }
        // NotSupportedException: it offers no STARTTLS, or no way to sign in.
        catch (Exception failure)
            when (failure
                    is IOException
                        or System.Net.Sockets.SocketException
                        or MailKit.ProtocolException
                        or MailKit.CommandException
                        or MailKit.Security.SslHandshakeException
                        or NotSupportedException
            )
        {
            return Finding.Fail("mail", $"{settings.SmtpHost} does not answer as it should: {failure.Message}", check);
        }
    }
}
