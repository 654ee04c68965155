using System.Text.Encodings.Web;
using Jobs.Host.Dashboard;

namespace Jobs.Host.Access;

/// <summary>The form of <c>/login</c>: no script, so that it works whatever else does not.</summary>
internal static class SignInPage
{
    public static Task WriteAsync(HttpContext http, PageLinks links, int status, string back, string? problem = null)
    {
        SecurityHeaders.Add(http.Response.Headers, isPage: true);
        http.Response.StatusCode = status;
        http.Response.ContentType = "text/html; charset=utf-8";
        var html = HtmlEncoder.Default;
        var alert = problem is null ? "" : $"""<p role="alert">{html.Encode(problem)}</p>""";
        return http.Response.WriteAsync($"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Sign in · Jobs</title>
            <link rel="stylesheet" href="{html.Encode(links.Asset("jobs.css"))}">
            <link rel="icon" href="data:,">
            </head>
            <body class="sign-in">
            <main>
            <h1>Sign in</h1>
            {alert}
            <form method="post" action="{html.Encode(links.To(SignInEndpoints.LoginPath))}">
            <label for="key">API key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
            <input type="hidden" name="return" value="{html.Encode(back)}">
            <button type="submit">Sign in</button>
            </form>
            </main>
            </body>
            </html>
            """);
    }
}
