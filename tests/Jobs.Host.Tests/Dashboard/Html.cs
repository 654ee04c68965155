using System.Net;
using System.Text.RegularExpressions;

namespace Jobs.Host.Tests.Dashboard;

/// <summary>What a browser would see in a page's text.</summary>
internal static partial class Html
{
    /// <summary>Asks as a browser does.</summary>
    public static Task<Reply> PageAsync(this TestHost host, string path) => host.SendAsync(HttpMethod.Get, path, null, ("Accept", "text/html,application/xhtml+xml"));

    public static string Title(string page) => WebUtility.HtmlDecode(TitleElement().Match(page).Groups[1].Value);

    public static string Heading(string page) => WebUtility.HtmlDecode(Tags().Replace(HeadingElement().Match(page).Groups[1].Value, "")).Trim();

    /// <summary>Every address that the page names.</summary>
    public static IReadOnlyList<string> Addresses(string page) =>
        [.. AddressAttribute().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups[2].Value)).Where(address => !address.StartsWith('#') && address != "data:,")];

    /// <summary>What the policy would stop: scripts and styles that stand in the page itself.</summary>
    public static IReadOnlyList<string> Inline(string page) => [.. InlineCode().Matches(page).Select(match => match.Value)];

    [GeneratedRegex("<title>(.*?)</title>", RegexOptions.Singleline, 1000)]
    private static partial Regex TitleElement();

    [GeneratedRegex("<h1[^>]*>(.*?)</h1>", RegexOptions.Singleline, 1000)]
    private static partial Regex HeadingElement();

    [GeneratedRegex("<[^>]*>", RegexOptions.None, 1000)]
    private static partial Regex Tags();

    [GeneratedRegex(" (href|src|action)=\"([^\"]*)\"", RegexOptions.None, 1000)]
    private static partial Regex AddressAttribute();

    [GeneratedRegex("<script(?![^>]* src=)[^>]*>|<style[ >]|<[a-z][^>]* (style|on[a-z]+)=", RegexOptions.None, 1000)]
    private static partial Regex InlineCode();
}
