using System.Net;

namespace Jobs.Host.Tests.Dashboard;

public sealed class LettersPageTests(TestHost host) : IClassFixture<TestHost>
{
    [Fact]
    public async Task Letters_that_differ_in_their_numbers_alone_are_one_group()
    {
        foreach (var order in (int[])[17, 1718, 42])
            await host.RunAsync($$$"""{"queue":"work","type":"fail","payload":{"message":"order {{{order}}} has no address","permanent":true}}""");

        var page = WebUtility.HtmlDecode((await host.PageAsync("/dead-letters?filter=" + Uri.EscapeDataString("text:\"has no address\""))).Body);

        Assert.Single(page.Split("class=\"error-cell\"")[1..]);
        Assert.Contains("<td class=\"n dead\">3</td>", page, StringComparison.Ordinal);
        Assert.Contains("data-text=\"has no address\"", page, StringComparison.Ordinal);
        Assert.Equal(3, page.Split("data-key=\"work/").Length - 2);
    }

    [Theory]
    [InlineData("status:dead")]
    [InlineData("type:a,b")]
    [InlineData("-queue:work")]
    public async Task What_dead_letters_are_not_filtered_by_is_said(string line)
    {
        var page = await host.PageAsync("/dead-letters?filter=" + Uri.EscapeDataString(line));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("dead letters are filtered by queue:, type: and text:", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_handlers_wrote_is_text()
    {
        const string hostile = "<svg onload=alert(1)>";
        await host.RunAsync(System.Text.Json.JsonSerializer.Serialize(new { queue = "work", type = "fail", payload = new { message = hostile, permanent = true } }));

        var page = (await host.PageAsync("/dead-letters")).Body;

        Assert.DoesNotContain("<svg onload", page, StringComparison.Ordinal);
        Assert.Contains(hostile, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_dead_says_so_calmly() => Assert.Contains("No dead letter matches.", (await host.PageAsync("/dead-letters?queue=idle")).Body, StringComparison.Ordinal);
}
