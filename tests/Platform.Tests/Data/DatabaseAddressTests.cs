using Npgsql;
using SmartAI.Platform.Data;
using SmartAI.Platform.Settings;

namespace SmartAI.Platform.Tests.Data;

public sealed class DatabaseAddressTests
{
    [Fact]
    public void A_password_of_its_own_completes_both_connection_strings()
    {
        var address = DatabaseAddress.From(
            "Host=pooler;Username=smartai",
            new DatabaseSettings { Direct = "Host=db;Username=smartai", Password = "from a file; with a semicolon" },
            embedded: false
        );

        foreach (var connection in (string[])[address.Pooled, address.Direct])
            new NpgsqlConnectionStringBuilder(connection).Password.ShouldBe("from a file; with a semicolon");
    }

    [Fact]
    public void A_password_in_the_connection_string_stays()
    {
        var address = DatabaseAddress.From("Host=db;Password=inside", new DatabaseSettings { Password = "beside" }, embedded: false);

        new NpgsqlConnectionStringBuilder(address.Pooled).Password.ShouldBe("inside");
    }
}
