"""Take the pictures of the documentation anew: `make screenshots`."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
PORT = 8766
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PAIR = "method=fine-tuned-semantic-segmentation&method=fine-tuned-convolutional-neural-network"
PICTURES = {
    "compare.png": f"/en/compare?{PAIR}",
    "graph.png": "/en/graph/random-forest",
    "landing.png": "/en/",
    "list.png": "/vi/methods?family=statistics&decade=1980",
    "method.png": "/en/method/random-forest",
    "search.png": "/en/search?q=gmm",
    "shape.png": "/en/graph",
    "timeline.png": "/en/timeline",
}


def main() -> None:
    """Serve the site and photograph its main pages."""
    program = next(path for name in PROGRAMS if (path := shutil.which(name)))
    command = [Path(sysconfig.get_path("scripts")) / "explorer", "serve", "--port", str(PORT)]
    with subprocess.Popen(command) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 860})
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz").close()
                break
            except OSError:
                time.sleep(0.1)
        for name, address in PICTURES.items():
            page.goto(f"http://127.0.0.1:{PORT}{address}", wait_until="networkidle")
            page.screenshot(path=HERE / name)
        browser.close()
        server.terminate()


if __name__ == "__main__":
    main()
