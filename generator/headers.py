"""What a host that reads `_headers` is to say with every file. What a page can say for itself stands in its <meta> too."""

from __future__ import annotations

from generator import images, search
from generator.assets import Assets
from generator.output import OutputFile
from generator.pages import SECURITY_POLICY
from generator.site_model import Site

_OFF = (
    "accelerometer autoplay bluetooth browsing-topics camera clipboard-read display-capture encrypted-media fullscreen geolocation "
    "gyroscope hid identity-credentials-get idle-detection local-fonts magnetometer microphone midi payment picture-in-picture "
    "publickey-credentials-get screen-wake-lock serial storage-access usb web-share xr-spatial-tracking"
).split()
EVERYWHERE = {
    # The last two work in a header only: a page cannot forbid its own framing, nor know that its host has https.
    "Content-Security-Policy": f"{SECURITY_POLICY}; frame-ancestors 'none'; upgrade-insecure-requests",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _OFF),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
"""For files whose name is a fingerprint of what they hold."""
NO_ROBOTS = {"X-Robots-Tag": "noindex, noimageindex"}
"""A face is not to be found by itself: image search has no page around it."""


def plan_headers(site: Site, assets: Assets) -> OutputFile:
    """The `_headers` file of static hosts: a pattern of addresses, and under it what is said with each."""
    styles = assets.stylesheet.rpartition("/")[0]
    rules = {
        "*": EVERYWHERE,
        f"{styles}/*": FOR_EVER,
        f"{search.FOLDER}/*": FOR_EVER,
        f"{images.FOLDER}/*": FOR_EVER | NO_ROBOTS,
    }
    lines = []
    for pattern, headers in rules.items():
        lines += [site.urls.base_path + pattern, *(f"  {name}: {value}" for name, value in headers.items())]
    return OutputFile("_headers", ("\n".join(lines) + "\n").encode())
