using CsCheck;
using SmartAI.Platform.Data;
using SmartAI.Platform.Lists;

namespace SmartAI.Platform.Tests.Lists;

public sealed class CursorTests
{
    private static readonly ListCursors Cursors = new(new MasterKey("cursors"));
    private static readonly byte[] Question = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    // Text as a column can hold it: any Unicode, no NUL.
    private static readonly Gen<string> GenText = Gen.OneOf(
        Gen.String[Gen.Char.AlphaNumeric, 0, 40],
        Gen.Int[1, 0x10FFFF].Where(c => c is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32).Array[0, 20].Select(string.Concat)
    );

    [Fact]
    public void A_time_comes_back_to_the_tick() =>
        Gen.Long[0, DateTime.MaxValue.Ticks].Select(t => new DateTimeOffset(t, TimeSpan.Zero)).Sample(ComesBack);

    [Fact]
    public void A_time_that_may_be_missing_comes_back() =>
        Gen.Long[0, DateTime.MaxValue.Ticks]
            .Select(t => t % 3 == 0 ? (DateTimeOffset?)null : new DateTimeOffset(t, TimeSpan.Zero))
            .Sample(ComesBack);

    [Fact]
    public void Text_of_any_script_comes_back() => GenText.Sample(ComesBack);

    [Fact]
    public void Numbers_come_back() =>
        Gen.Select(Gen.Int, Gen.Long, Gen.Decimal)
            .Sample(
                (i, l, d) =>
                {
                    ComesBack(i);
                    ComesBack(l);
                    ComesBack(d);
                }
            );

    [Fact]
    public void A_cursor_that_was_changed_anywhere_is_refused() =>
        Gen.Select(Gen.Guid, Gen.Int[0, 10_000], Gen.Char.AlphaNumeric)
            .Sample(
                (id, at, with) =>
                {
                    var cursor = new Cursor<int>(7, id);
                    var text = Cursors.Write(cursor, Question).ToCharArray();
                    var same = text[at % text.Length] == with;
                    text[at % text.Length] = with;
                    var read = Cursors.Read<int>(new string(text), Question);
                    (same ? read == cursor : read is null).ShouldBeTrue();
                }
            );

    [Fact]
    public void Any_text_that_is_no_cursor_is_refused() => Gen.String.Sample(text => Cursors.Read<string>(text, Question).ShouldBeNull());

    [Fact]
    public void A_cursor_of_another_question_is_refused()
    {
        var text = Cursors.Write(new Cursor<int>(1, Guid.Empty), Question);
        Cursors.Read<int>(text, [.. Question.Reverse()]).ShouldBeNull();
    }

    [Fact]
    public void A_cursor_whose_key_had_another_type_is_refused()
    {
        var text = Cursors.Write(new Cursor<string>("abc", Guid.Empty), Question);
        Cursors.Read<DateTimeOffset>(text, Question).ShouldBeNull();
    }

    private static void ComesBack<T>(T key)
    {
        var id = new Guid(Question.AsSpan(0, 16));
        Cursors.Read<T>(Cursors.Write(new Cursor<T>(key, id), Question), Question).ShouldBe(new Cursor<T>(key, id));
    }
}
