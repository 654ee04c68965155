using Jobs.Host.Api;
using Jobs.Hosting;

namespace Jobs.Host.Dashboard.Pages;

/// <summary><c>/configuration</c>: every setting in effect, and where it is from. What is secret was masked when it was read.</summary>
internal sealed class ConfigurationPages(DashboardContext dashboard)
{
    private const string Section = "/configuration";
    private const int SettingsShownMax = 1000;
    private const int TextLengthMax = 100;

    public Task<Answer> GetAsync(HttpContext http)
    {
        var text = http.Request.Query["text"].ToString();
        text = text.Length > TextLengthMax ? text[..TextLengthMax] : text;
        var isSaid = http.Request.Query["said"] == "yes";
        var found = dashboard.Configuration.InEffect
            .Where(setting => setting.Path.Contains(text, StringComparison.OrdinalIgnoreCase) || setting.Value.Contains(text, StringComparison.OrdinalIgnoreCase))
            .Where(setting => !isSaid || setting.Source is not (SettingInEffect.Default or SettingInEffect.JobsDefaults))
            .ToList();
        var model = new ConfigurationModel([.. found.Take(SettingsShownMax)], found.Count, text, isSaid);
        return dashboard.Pages.RenderAsync<ConfigurationPage>(http, new PageHead("Configuration", Section), model);
    }
}
