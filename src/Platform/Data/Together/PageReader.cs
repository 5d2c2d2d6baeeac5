using System.Collections;
using System.Data.Common;
using Npgsql;

namespace SmartAI.Platform.Data.Together;

/// <summary>One result among those of a batch. Closing it leads to the next one.</summary>
internal sealed class PageReader(NpgsqlDataReader rows, Func<Task> close, CancellationToken cancel) : DbDataReader
{
    private bool _isClosed;

    public override bool IsClosed => _isClosed;

    /// <remarks>The token of one caller must not end what others read: only the batch's own goes to the database.</remarks>
    public override Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return rows.ReadAsync(cancel);
    }

    public override Task<bool> NextResultAsync(CancellationToken cancellationToken) => Task.FromResult(false);

    public override async Task CloseAsync()
    {
        if (_isClosed)
            return;
        _isClosed = true;
        await close();
    }

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await base.DisposeAsync();
    }

    public override void Close()
    {
        if (!_isClosed)
            throw Blocks();
    }

    public override bool Read() => throw Blocks();

    public override bool NextResult() => throw Blocks();

    public override int FieldCount => rows.FieldCount;
    public override bool HasRows => rows.HasRows;
    public override int Depth => rows.Depth;
    public override int RecordsAffected => rows.RecordsAffected;
    public override object this[int ordinal] => rows[ordinal];
    public override object this[string name] => rows[name];

    public override string GetName(int ordinal) => rows.GetName(ordinal);

    public override int GetOrdinal(string name) => rows.GetOrdinal(name);

    public override string GetDataTypeName(int ordinal) => rows.GetDataTypeName(ordinal);

    public override Type GetFieldType(int ordinal) => rows.GetFieldType(ordinal);

    public override bool IsDBNull(int ordinal) => rows.IsDBNull(ordinal);

    public override object GetValue(int ordinal) => rows.GetValue(ordinal);

    public override int GetValues(object[] values) => rows.GetValues(values);

    public override T GetFieldValue<T>(int ordinal) => rows.GetFieldValue<T>(ordinal);

    public override bool GetBoolean(int ordinal) => rows.GetBoolean(ordinal);

    public override byte GetByte(int ordinal) => rows.GetByte(ordinal);

    public override char GetChar(int ordinal) => rows.GetChar(ordinal);

    public override short GetInt16(int ordinal) => rows.GetInt16(ordinal);

    public override int GetInt32(int ordinal) => rows.GetInt32(ordinal);

    public override long GetInt64(int ordinal) => rows.GetInt64(ordinal);

    public override float GetFloat(int ordinal) => rows.GetFloat(ordinal);

    public override double GetDouble(int ordinal) => rows.GetDouble(ordinal);

    public override decimal GetDecimal(int ordinal) => rows.GetDecimal(ordinal);

    public override Guid GetGuid(int ordinal) => rows.GetGuid(ordinal);

    public override string GetString(int ordinal) => rows.GetString(ordinal);

    public override DateTime GetDateTime(int ordinal) => rows.GetDateTime(ordinal);

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        rows.GetBytes(ordinal, dataOffset, buffer, bufferOffset, length);

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        rows.GetChars(ordinal, dataOffset, buffer, bufferOffset, length);

    public override IEnumerator GetEnumerator() => rows.GetEnumerator();

    private static NotSupportedException Blocks() => new("Nothing here blocks a thread on the database.");
}
