namespace Jobs.Host.Dashboard;

/// <summary>What a browser lets our pages do: load our own files, and talk to us. A payload that got into a page as markup could do nothing.</summary>
internal static class PagePolicy
{
    public const string Content =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'none'";
}
