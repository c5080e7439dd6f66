"""Words that would run as script if any view took a report's text for markup. Each calls `pwn` with its number."""

from __future__ import annotations

TAGS = (
    "<script>{}</script>",
    "<SCRIPT>{}</SCRIPT>",
    "<script/x>{}</script >",
    "<img src=x onerror={}>",
    '<img src="x" onerror="{}">',
    "<img/src=x/onerror={}>",
    "<svg onload={}>",
    "<svg><script>{}</script></svg>",
    "<svg><animate onbegin={} attributeName=x dur=1s>",
    "<math><mi//xlink:href='data:x,<script>{}</script>'>",
    "<body onload={}>",
    "<iframe src='javascript:parent.{}'></iframe>",
    "<iframe srcdoc='<script>parent.{}</script>'></iframe>",
    "<object data='javascript:{}'></object>",
    "<embed src='javascript:{}'>",
    "<a href='javascript:{}'>read on</a>",
    "<form action='javascript:{}'><button>go</button></form>",
    "<input autofocus onfocus={}>",
    "<details open ontoggle={}>more</details>",
    "<video><source onerror={}></video>",
    "<audio src=x onerror={}>",
    "<marquee onstart={}>news</marquee>",
    "<style>@import 'javascript:{}';</style>",
    "<link rel=stylesheet href='javascript:{}'>",
    "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<base href='javascript:{}//'>",
    "<template><script>{}</script></template>",
    "<noscript><p title='</noscript><img src=x onerror={}>'>",
    "<div style='background:url(javascript:{})'>x</div>",
    "<p onpointerenter={} onfocus={} tabindex=0>point here</p>",
)
BREAKS = ("{}", '">{}', "'>{}", "--></title></textarea></style></script>{}")
CODE = (
    "javascript:{}",
    "JaVaScRiPt:{}",
    "java\tscript:{}",
    "data:text/html,<script>parent.{}</script>",
    "vbscript:{}",
    "{{{{{}}}}}",
    "${{{}}}",
    "{{@html {}}}",
    "';{};//",
    '";{};//',
    "\u202e<script>{}</script>\u202c",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e",
)


def payloads() -> list[str]:
    """Each different from all others; the nth calls pwn(n)."""
    shapes = [shape.replace("{}", tag) for tag in TAGS for shape in BREAKS] + [code.format("{}") for code in CODE]
    return [shape.replace("{}", f"pwn({number})") for number, shape in enumerate(shapes)]
