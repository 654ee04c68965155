using System.Text.Json;
using OpenQA.Selenium;

namespace Jobs.Browser.Tests.Checks;

/// <summary>What must be so on every page for whoever does not see it, does not use a mouse, or has a narrow screen.</summary>
internal static class PageChecks
{
    private const double ContrastMin = 4.5;

    private static readonly string[] _named = ["button", "link", "textbox", "searchbox", "checkbox", "radio", "combobox", "spinbutton", "slider", "progressbar", "image", "dialog", "navigation", "table"];

    /// <summary>Landmarks and headings that a screen reader jumps between.</summary>
    public static IEnumerable<string> Landmarks(Chromium.Browser browser)
    {
        foreach (var (what, css) in ((string, string)[])[("main", "main"), ("header", "body > header"), ("h1", "h1"), ("way past the rail", "a.skip[href='#main']"), ("live region", "#said[role=status]")])
        {
            if (browser.All(css).Count != 1)
                yield return $"{browser.All(css).Count} of {what}, not 1";
        }

        foreach (var jump in browser.Run<IReadOnlyCollection<object>>("""
            const levels = [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].filter(h => h.checkVisibility()).map(h => Number(h.nodeName[1]));
            return levels.filter((level, i) => i > 0 && level > levels[i - 1] + 1).map(String);
            """))
            yield return $"a heading of level {jump} that skips one";
    }

    /// <summary>As the browser tells them to assistive programs.</summary>
    public static IEnumerable<string> Nameless(Chromium.Browser browser)
    {
        foreach (var node in browser.Ask("Accessibility.getFullAXTree").GetProperty("nodes").EnumerateArray())
        {
            if (node.GetProperty("ignored").GetBoolean() || !node.TryGetProperty("role", out var role) || !_named.Contains(role.GetProperty("value").GetString()))
                continue;
            var hasName = node.TryGetProperty("name", out var name) && name.TryGetProperty("value", out var text) && text.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(text.GetString());
            if (!hasName && role.GetProperty("value").GetString() != "table")
                yield return $"a {role.GetProperty("value").GetString()} without a name";
        }
    }

    /// <summary>Text whose colour is too near to what it stands on.</summary>
    public static IEnumerable<string> Faint(Chromium.Browser browser) => browser.Run<IReadOnlyCollection<object>>("""
        const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
        const rgba = colour => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); return [...canvas.getImageData(0, 0, 1, 1).data]; };
        const light = ([r, g, b]) => { const [x, y, z] = [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4); return 0.2126 * x + 0.7152 * y + 0.0722 * z; };
        const behind = element => { for (let at = element; at; at = at.parentElement) { const colour = rgba(getComputedStyle(at).backgroundColor); if (colour[3] === 255) return colour; } return [255, 255, 255]; };
        const faint = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const element = walker.currentNode.parentElement;
          if (!walker.currentNode.data.trim() || element.closest('svg, .hidden, option, :disabled') || !element.checkVisibility({ opacityProperty: true })) continue;
          const [a, b] = [light(rgba(getComputedStyle(element).color)), light(behind(element))].sort((x, y) => y - x);
          const ratio = (a + 0.05) / (b + 0.05);
          if (ratio < arguments[0]) faint.push(`${ratio.toFixed(2)}: ${walker.currentNode.data.trim().slice(0, 40)}`);
        }
        return [...new Set(faint)];
        """, ContrastMin).Cast<string>();

    /// <summary>Tab reaches everything in the order in which it stands, beginning with the way past the rail, and shows where it is.</summary>
    public static IEnumerable<string> FocusOrder(Chromium.Browser browser)
    {
        const int StepsMax = 25;
        browser.Run<object?>("window.seen = []; document.activeElement.blur();");
        for (var step = 0; step < StepsMax; step++)
        {
            browser.Press(Keys.Tab);
            if (browser.Run<string?>("""
                const at = document.activeElement;
                if (at === document.body || window.seen.includes(at)) return 'end';
                const before = window.seen.at(-1);
                window.seen.push(at);
                if (window.seen.length === 1 && !at.matches('a.skip')) return `the first is ${at.outerHTML.slice(0, 80)}`;
                if (before && !(before.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING)) return `${at.outerHTML.slice(0, 80)} comes after what follows it`;
                if (getComputedStyle(at).outlineStyle === 'none') return `${at.outerHTML.slice(0, 80)} does not show its focus`;
                return null;
                """) is not { } wrong)
                continue;
            if (wrong == "end")
                yield break;
            yield return wrong;
        }
    }

    /// <summary>What is wider than the page.</summary>
    public static IEnumerable<string> TooWide(Chromium.Browser browser)
    {
        var (needs, has) = (browser.Number("return document.documentElement.scrollWidth"), browser.Number("return document.documentElement.clientWidth"));
        if (needs <= has)
            return [];
        var widest = browser.Run<IReadOnlyCollection<object>>("""
            return [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1 && e.checkVisibility())
              .slice(0, 5).map(e => `${e.nodeName.toLowerCase()}.${e.className?.baseVal ?? e.className}`);
            """).Cast<string>();
        return [$"the page is {needs} wide, not {has}: {string.Join(", ", widest)}"];
    }
}
