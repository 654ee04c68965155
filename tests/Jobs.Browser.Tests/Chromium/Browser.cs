using System.Globalization;
using System.Text.Json;
using OpenQA.Selenium;
using OpenQA.Selenium.Chrome;
using OpenQA.Selenium.Support.UI;

namespace Jobs.Browser.Tests.Chromium;

/// <summary>What a person does with a browser and sees in it. Whoever asks for something waits until it is so.</summary>
internal sealed class Browser(ChromeDriver driver)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(20);

    public ChromeDriver Driver => driver;

    public Uri Url => new(driver.Url);

    public string Text => driver.FindElement(By.TagName("body")).Text;

    public void Forget()
    {
        driver.ExecuteCdpCommand("Network.clearBrowserCookies", []);
        driver.ExecuteCdpCommand("Emulation.setEmulatedMedia", new() { ["features"] = Array.Empty<object>() });
        Resize(1280, 900);
        driver.Navigate().GoToUrl("about:blank");
        _ = Complaints();
    }

    public void Open(Uri address) => driver.Navigate().GoToUrl(address);

    /// <summary>The viewport, which may be narrower than any window.</summary>
    public void Resize(int width, int height) => driver.ExecuteCdpCommand(
        "Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = 1, ["mobile"] = false });

    /// <summary>light or dark, as the system asks for it.</summary>
    public void PreferScheme(string scheme) => driver.ExecuteCdpCommand(
        "Emulation.setEmulatedMedia", new() { ["features"] = new[] { new Dictionary<string, object> { ["name"] = "prefers-color-scheme", ["value"] = scheme } } });

    public IWebElement One(string css) => Until(() => All(css) is [var first, ..] ? first : null, $"{css} is there");

    public IReadOnlyList<IWebElement> All(string css) => driver.FindElements(By.CssSelector(css));

    /// <summary>The text of the first such element, once it holds this.</summary>
    public void Reads(string css, string text) => Until(() => All(css).Any(element => element.Text.Contains(text, StringComparison.Ordinal)) ? "yes" : null, $"{css} reads '{text}'");

    public void Gone(string css) => Until(() => All(css).Count == 0 ? "yes" : null, $"{css} is gone");

    public void Click(string css) => Until(
        () =>
        {
            One(css).Click();
            return "clicked";
        },
        $"{css} can be clicked");

    public void Type(string css, string text)
    {
        var element = One(css);
        element.Clear();
        element.SendKeys(text);
    }

    /// <summary>On the page, wherever the focus is.</summary>
    public void Press(string keys) => driver.SwitchTo().ActiveElement().SendKeys(keys);

    public T Run<T>(string script, params object[] args) => (T)driver.ExecuteScript(script, args)!;

    public double Number(string script, params object[] args) => Convert.ToDouble(driver.ExecuteScript(script, args), CultureInfo.InvariantCulture);

    /// <summary>The answer of the browser's own protocol, as JSON.</summary>
    public JsonElement Ask(string command, Dictionary<string, object?>? parameters = null) =>
        JsonSerializer.SerializeToElement(driver.ExecuteCdpCommand(command, parameters ?? []));

    /// <summary>Errors that the page has caused since the last look: scripts that threw, what the policy refused, files that were not there.</summary>
    public IReadOnlyList<string> Complaints() =>
        [.. driver.Manage().Logs.GetLog(LogType.Browser).Where(entry => entry.Level == LogLevel.Severe).Select(entry => entry.Message)];

    /// <param name="look">Null: not yet. What it finds may go away while it looks.</param>
    /// <param name="what">Is so in the end, for who reads that it was not.</param>
    public T Until<T>(Func<T?> look, string what) where T : class
    {
        var wait = new WebDriverWait(new SystemClock(), driver, Patience, _look) { Message = $"waited for: {what}; the page at {driver.Url} reads\n{Text}" };
        wait.IgnoreExceptionTypes(typeof(StaleElementReferenceException), typeof(ElementNotInteractableException), typeof(NoSuchElementException));
        return wait.Until(_ => look());
    }
}
