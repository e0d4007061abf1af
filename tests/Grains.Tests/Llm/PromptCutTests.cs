using System.Text;
using AiDevFramework.Llm;

namespace AiDevFramework.Grains.Tests.Llm;

public sealed class PromptCutTests
{
    /// <summary>Texts with the tokens that real tokenisers make of ten times them: the fewest of o200k, cl100k (gpt-tokenizer 3) and Gemma 3. By bytes,
    /// Tamil comes to 11.3 for each token.</summary>
    public static TheoryData<string, int> Counted => new()
    {
        { "Приложение для обмена инструментами между соседями: люди публикуют инструменты, бронируют их на определённое время, возвращают и оставляют отзывы. Администраторы дома видят журнал и могут заблокировать пользователя. ", 462 },
        { "पड़ोसियों के बीच औज़ार साझा करने के लिए एक एप्लिकेशन: लोग अपने औज़ार प्रकाशित करते हैं, उन्हें एक निश्चित समय के लिए बुक करते हैं, लौटाते हैं और समीक्षा लिखते हैं। ", 403 },
        { "แอปพลิเคชันสำหรับแบ่งปันเครื่องมือระหว่างเพื่อนบ้าน ผู้คนประกาศเครื่องมือของตน จองตามเวลาที่กำหนด คืนเครื่องมือ และเขียนรีวิว ผู้ดูแลอาคารสามารถดูบันทึกและระงับผู้ใช้ได้ ", 503 },
        { "一个邻里之间共享工具的应用程序：人们发布自己的工具，按时间预订，归还并撰写评价。楼宇管理员可以查看日志并封禁用户。", 371 },
        { "აპლიკაცია მეზობლებს შორის ხელსაწყოების გასაზიარებლად: ადამიანები აქვეყნებენ ხელსაწყოებს, ჯავშნიან მათ და აბრუნებენ. ", 361 },
        { "அண்டை வீட்டாரிடையே கருவிகளைப் பகிர்வதற்கான ஒரு பயன்பாடு: மக்கள் தங்கள் கருவிகளை வெளியிடுகிறார்கள், முன்பதிவு செய்கிறார்கள். ", 302 },
        { "隣人同士で工具を共有するためのアプリケーション。人々は自分の工具を公開し、決められた時間に予約し、返却してレビューを書きます。", 311 },
        { "Eine Anwendung für das Verleihen von Werkzeugen in der Nachbarschaft mit Reservierung, Rückgabe, Bewertung und Benutzerverwaltung. ", 271 },
        { "function class return import export constructor prototype function class return import export constructor prototype function class return import export constructor prototype function class return import export constructor prototype ", 281 },
    };

    [Theory]
    [MemberData(nameof(Counted))]
    public void IsCut_OfWhatRealTokenisersCount_IsFalse(string text, int tokens)
    {
        Assert.False(PromptCut.IsCut(tokens, 0, [string.Concat(Enumerable.Repeat(text, 10))]));
        Assert.False(PromptCut.IsCut(40 * tokens, 0, [string.Concat(Enumerable.Repeat(text, 400))]));
        Assert.True(PromptCut.IsCut(tokens, 0, [string.Concat(Enumerable.Repeat(text, 400))])); // a fortieth of it
    }

    [Theory]
    [InlineData(' ', 50_000, 400)]
    [InlineData('=', 50_000, 780)]
    [InlineData('a', 50_000, 6250)]
    [InlineData('═', 31_000, 3880)]
    public void IsCut_OfRowsOfOneCharacter_IsFalse(char character, int count, int tokens) =>
        Assert.False(PromptCut.IsCut(tokens, null, [new string(character, count)]));

    [Theory]
    [InlineData(null, null, 40_000, false)] // no count proves nothing
    [InlineData(0, null, 40_000, false)]
    [InlineData(1, null, 40_000, false)]
    [InlineData(-5, null, 40_000, false)]
    [InlineData(2, null, 40_000, true)]
    [InlineData(3999, null, 40_000, true)]
    [InlineData(4000, null, 40_000, false)]
    [InlineData(3999, 0, 40_000, true)]
    [InlineData(500, 9000, 40_000, false)] // the cached ones are counted apart
    [InlineData(500, -9000, 40_000, true)]
    [InlineData(10_000, null, 40_000, false)]
    [InlineData(2048, null, 13_000, true)] // a context, and less than a sixth
    [InlineData(2047, null, 13_000, true)]
    [InlineData(2046, null, 13_000, false)]
    [InlineData(2049, null, 13_000, false)]
    [InlineData(2048, null, 12_288, false)]
    [InlineData(4096, null, 30_000, true)]
    [InlineData(4095, null, 30_000, true)]
    [InlineData(8192, null, 60_000, true)]
    [InlineData(16_384, 16_000, 120_000, true)] // all of it cached: the context is as full
    [InlineData(32_767, null, 240_000, true)]
    [InlineData(1024, null, 9000, false)] // no usual context
    [InlineData(100, null, 8000, false)] // no context is too small for so little
    [InlineData(6000, null, 37_000, false)]
    public void IsCut_OfACount_ByItsSize(int? tokens, int? cached, int bytes, bool expected)
    {
        var prompt = new StringBuilder();
        while (prompt.Length < bytes)
        {
            prompt.Append("as in a text ");
        }

        Assert.Equal(expected, PromptCut.IsCut(tokens, cached, [prompt.ToString(0, bytes / 2), prompt.ToString(bytes / 2, bytes - (bytes / 2))]));
    }
}
