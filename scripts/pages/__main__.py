"""Renders pages, asks axe about each, measures it at 320 pixels, prints it: __main__.py OUTPUT [forms|overviews]."""
import os
import pathlib
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

import scenes
from demonstration import Demonstration

CLOCK = "2026-06-01T09:00:00Z"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page, axe):
    """What axe says of a page, each as one line."""
    result = axe.run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    for violation in result.response["violations"]:
        for node in violation["nodes"]:
            yield f"{violation['id']}: {violation['help']}\n      {' '.join(node['target'])}  {node['html'][:160]}"


def overflow(page):
    """At 320 pixels nothing but a table's own frame scrolls sideways (WCAG 1.4.10)."""
    page.set_viewport_size({"width": 320, "height": 800})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1200, "height": 900})
    if width > 320:
        yield f"reflow: {width} pixels wide where there are 320"


def look(browser, axe, folder, name, html):
    """All that is wrong with one page; it is kept as it is, as it looks and as it prints."""
    (folder / f"{name}.html").write_text(html)
    # Its policy lets no script in, the checker's neither, so it is read as a file.
    page = browser.new_page(viewport={"width": 1200, "height": 900})
    errors = []
    page.on("console", lambda message: errors.append(f"console: {message.text}"))
    page.goto((folder / f"{name}.html").resolve().as_uri())
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    page.pdf(path=folder / f"{name}.pdf", prefer_css_page_size=True)
    found = list(findings(page, axe)) + list(overflow(page)) + errors
    page.close()
    return found


def main(output, which="all"):
    folder = pathlib.Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    # Forms need no year of escalations, which takes a while to play.
    demonstration = Demonstration(CLOCK, *([] if which == "forms" else ["--demo-year"]))
    count, bad = 0, 0
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=os.environ["CHROMIUM"], args=["--no-sandbox", "--disable-gpu"])
            axe = Axe()
            pages = [] if which == "overviews" else list(scenes.forms(demonstration))
            pages += [] if which == "forms" else list(scenes.overviews(demonstration, 2025))
            for name, html in pages:
                found = look(browser, axe, folder, name, html)
                count += 1
                bad += 1 if found else 0
                print(("FOUND" if found else "ok   "), name)
                for line in found:
                    print("     ", line)
            browser.close()
    finally:
        demonstration.end()
    print(f"{count} pages, {bad} with findings; kept in {folder}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
