using Jobs.Host.Api;
using Jobs.Host.Dashboard;
using Microsoft.AspNetCore.Http.Features;

namespace Jobs.Host.Access;

/// <summary><c>/login</c> and <c>/logout</c>: a key once, then a cookie, for people with a browser.</summary>
internal sealed class SignInEndpoints(Identity identity, SessionCookie cookie, Refusals refusals, PageLinks links)
{
    public const string LoginPath = "/login";

    private const string ReturnField = "return";
    private const int FieldCharsMax = 2048;

    private static readonly FormOptions _formLimits = new() { ValueCountLimit = 4, KeyLengthLimit = 64, ValueLengthLimit = FieldCharsMax, BufferBodyLengthLimit = 4 * FieldCharsMax };

    /// <summary>Whether somebody with a browser wants to go there; what a page fetches is refused like everything else.</summary>
    public static bool IsVisit(HttpRequest request, bool isPage) =>
        HttpMethods.IsGet(request.Method) && (isPage || PageRenderer.IsWanted(request)) && (!request.Headers.TryGetValue("Sec-Fetch-Mode", out var mode) || mode == "navigate");

    /// <summary>Sends who has not signed in to do so, and then back to where he wanted to go.</summary>
    public Task AskAsync(HttpContext http)
    {
        var wanted = $"{http.Request.Path}{http.Request.QueryString}";
        return RedirectAsync(http, wanted == "/" ? LoginPath : $"{LoginPath}?{ReturnField}={Uri.EscapeDataString(wanted)}");
    }

    public Task FormAsync(HttpContext http) => identity.NeedsKeys
        ? SignInPage.WriteAsync(http, links, StatusCodes.Status200OK, LocalPath(http.Request.Query[ReturnField]))
        : RedirectAsync(http, "/");

    public async Task SignInAsync(HttpContext http)
    {
        if (await ReadFormAsync(http) is not { } form)
        {
            await AnswerWriter.WriteAsync(http.Response, Problem.Invalid("Expected the fields of the form at /login: key, return."));
            return;
        }

        var back = LocalPath(form[ReturnField]);
        if (!identity.NeedsKeys)
        {
            await RedirectAsync(http, back);
        }
        else if (identity.Begin(form["key"].ToString().Trim()) is { } token)
        {
            cookie.Write(http, token);
            await RedirectAsync(http, back);
        }
        else
        {
            var refused = refusals.Count(http, "This host does not know the key.");
            await (refused.Type == ProblemTypes.Unauthorized ? SignInPage.WriteAsync(http, links, refused.Status, back, refused.Detail) : AnswerWriter.WriteAsync(http.Response, refused));
        }
    }

    public Task SignOutAsync(HttpContext http)
    {
        identity.End(http.Request);
        cookie.Delete(http);
        return RedirectAsync(http, LoginPath);
    }

    /// <summary>A path on this host, or the first page: an address of somebody else's must not follow our sign-in.</summary>
    public static string LocalPath(string? text) =>
        text is { Length: > 0 and <= FieldCharsMax } && text[0] == '/' && !text.StartsWith("//", StringComparison.Ordinal) && text.All(c => c is > ' ' and < '\u007f' and not '\\') ? text : "/";

    private Task RedirectAsync(HttpContext http, string path)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = links.To(path);
        return Task.CompletedTask;
    }

    private static async Task<IFormCollection?> ReadFormAsync(HttpContext http)
    {
        var form = new FormFeature(http.Request, _formLimits);
        try
        {
            return form.HasFormContentType ? await form.ReadFormAsync(http.RequestAborted) : null;
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }
}
