"""RSS and Atom: one document an entry, with the HTML in it taken out and the words led back into the entry."""

from __future__ import annotations

from hashlib import sha256

from dateline.read.failure import Failure
from dateline.types import Document
from tests.read.delivered import assert_mapped, fail_one, kinds, read_all

FIRST = (
    "<item><title>Army leaves town</title><link>https://courier.example/1</link>"
    "<pubDate>Thu, 06 Jun 2013 10:00:00 GMT</pubDate>"
    "<description>&lt;p&gt;The army said that it had left the town.&lt;/p&gt;"
    "&lt;p&gt;The rebels &lt;b&gt;denied&lt;/b&gt; that.&lt;/p&gt;</description></item>"
)
SECOND = (
    "<item><title>Talks fail</title>"
    "<description><![CDATA[<p>The talks on the <i>river</i> road have failed.</p>]]></description></item>"
)
THIRD = "<item><title>Nothing more</title><pubDate>Thu, 06 Jun 0025 10:00:00 GMT</pubDate></item>"
FEED = (
    '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Courier</title>'
    f"<language>en-gb</language>{FIRST}{SECOND}{THIRD}</channel></rss>"
)
ATOM = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>The Courier</title>
<entry><title>Army leaves town</title><link href="https://courier.example/1"/><published>2013-06-06T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>The army said that it had left the town.</p>
<p>The rebels denied that.</p></div></content></entry></feed>"""
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">]>'
    "<rss><channel><title>&b;</title></channel></rss>"
)


def test_entries_are_reports_and_an_empty_one_is_one_failure() -> None:
    one, two, three = read_all(FEED.encode(), "feed.xml")
    assert isinstance(one, Document) and isinstance(two, Document) and isinstance(three, Failure)
    report = one.report
    assert (report.title, report.source, report.published) == ("Army leaves town", "The Courier", "2013-06-06")
    assert (report.language, report.url, report.format) == ("en-gb", "https://courier.example/1", "feed")
    assert kinds(one) == [
        ("paragraph", "The army said that it had left the town."),
        ("paragraph", "The rebels denied that."),
    ]
    assert two.text == "The talks on the river road have failed."
    assert three.where == "feed.xml#3"


def test_hash_and_map_are_those_of_the_entry() -> None:
    one, two, _ = read_all(FEED.encode())
    assert isinstance(one, Document) and isinstance(two, Document)
    assert one.report.sha256 == sha256(FIRST.encode()).hexdigest()
    assert_mapped(one, FIRST.encode())
    assert_mapped(two, SECOND.encode())


def test_atom() -> None:
    (one,) = read_all(ATOM.encode())
    assert isinstance(one, Document)
    assert (one.report.published, one.report.url, one.report.language) == (
        "2013-06-06",
        "https://courier.example/1",
        "en",
    )
    assert [words for _, words in kinds(one)] == ["The army said that it had left the town.", "The rebels denied that."]


def test_entities_are_refused_in_every_encoding() -> None:
    for codec in ("utf-8", "utf-16"):
        assert "entities" in fail_one(BOMB.encode(codec), "bomb.xml").what


def test_other_xml_is_no_feed() -> None:
    assert "no RSS or Atom" in fail_one(b'<?xml version="1.0"?><catalogue><book/></catalogue>').what


def test_a_feed_never_names_a_file(tmp_path: object) -> None:
    assert "no entries" in fail_one(b"<rss><channel><title>/etc/hostname</title></channel></rss>").what
