"""HTML becomes text and entities, or is refused where Telegram refuses it."""

import pytest

from playground.refusals import Refusal
from playground.rendering import rendered
from playground.texts import caption_text, message_text, typed_text
from playground.values import Entity


def entities(source: str) -> list[tuple[str, int, int]]:
    return [(each.type, each.offset, each.length) for each in message_text(source, "HTML", None).entities]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_a_tag_makes_its_entity(tag: str, kind: str) -> None:
    assert entities(f"a <{tag}>word</{tag}>.") == [(kind, 2, 4)]


def test_offsets_count_utf16_units() -> None:
    assert entities("😀 <b>ü😀</b>") == [("bold", 3, 3)]


def test_nested_tags_come_outermost_first() -> None:
    assert entities("<i><b>all</b> of it</i>") == [("italic", 0, 9), ("bold", 0, 3)]


def test_a_tag_around_nothing_is_dropped() -> None:
    assert entities("a<b></b>b") == []


def test_references_are_decoded_and_others_left_alone() -> None:
    text = message_text("&lt;&gt;&amp;&quot;&#65;&#x41; &nbsp; R&D", "HTML", None).text
    assert text == '<>&"AA &nbsp; R&D'


def test_a_link_carries_its_address() -> None:
    (link,) = message_text('<a href="https://a.uk/?a=1&amp;b=2">here</a>', "HTML", None).entities
    assert link == Entity("text_link", 0, 4, url="https://a.uk/?a=1&b=2")


def test_a_link_to_nowhere_is_no_link() -> None:
    assert entities('<a href="javascript:alert(1)">here</a>') == []


def test_a_block_of_code_carries_its_language() -> None:
    (block,) = message_text('<pre><code class="language-py">x</code></pre>', "HTML", None).entities
    assert block == Entity("pre", 0, 1, language="py")


def test_a_moment_carries_its_time_and_format() -> None:
    source = '<tg-time unix="1700000000" format="wDt">Tue 14 Nov</tg-time>'
    (moment,) = message_text(source, "HTML", None).entities
    assert moment == Entity("date_time", 0, 10, unix_time=1700000000, date_time_format="wDt")


def test_a_quotation_can_be_expandable() -> None:
    assert entities("<blockquote expandable>x</blockquote>") == [("expandable_blockquote", 0, 1)]


def test_white_space_at_the_ends_is_cut_and_entities_move() -> None:
    formatted = message_text("\n <b> Hello </b>\n", "HTML", None)
    assert formatted.text == "Hello"
    assert formatted.entities == (Entity("bold", 0, 5),)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<table>x</table>", 'Unsupported start tag "table" at byte offset 0'),
        ("<3 you", 'Unsupported start tag "3" at byte offset 0'),
        ("ü <b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ü <b", "Unclosed start tag at byte offset 3"),
        ("<b ", 'Unclosed start tag "b" at byte offset 0'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<b>ü<i>x</b></i>", 'Unmatched end tag at byte offset 9, expected "</i>", found "</b>"'),
        ('<a href="x>y</a>', 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<a =x>y</a>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ('<b class="x">y</b>', 'Unsupported attribute "class" in the tag "b" at byte offset 0'),
        ('<span class="x">y</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-time unix="soon">y</tg-time>', 'Tag "tg-time" must have a valid attribute "unix"'),
        ('<tg-time unix="1" format="Q">y</tg-time>', 'Tag "tg-time" has an invalid attribute "format"'),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
    ],
)
def test_bad_html_is_refused_with_the_place(source: str, reason: str) -> None:
    with pytest.raises(Refusal) as refused:
        message_text(source, "HTML", None)
    assert refused.value.reply.description.startswith(f"Bad Request: can't parse entities: {reason}")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start CODE", [("bot_command", "/start")]),
        ("see /help.", [("bot_command", "/help")]),
        ("and/or", []),
        ("https://a.uk/b?c=1.", [("url", "https://a.uk/b?c=1")]),
        ("on www.nhs.uk today", [("url", "www.nhs.uk")]),
        ("mail me@council.gov.uk", [("email", "me@council.gov.uk")]),
        ("with @essex #moving", [("mention", "@essex"), ("hashtag", "#moving")]),
        ("at 12.30, place #1", []),
    ],
)
def test_addresses_and_commands_are_found(text: str, found: list[tuple[str, str]]) -> None:
    formatted = typed_text(text)
    assert [(e.type, formatted.text[e.offset : e.end]) for e in formatted.entities] == found


def test_nothing_is_found_inside_code_or_a_link() -> None:
    assert entities('<code>/start</code> <a href="https://a.uk">b.uk</a>') == [
        ("code", 0, 6),
        ("text_link", 7, 4),
    ]


def test_limits_count_after_parsing() -> None:
    assert len(message_text("<b>" + "x" * 4096 + "</b>", "HTML", None).text) == 4096
    assert len(caption_text("&amp;" * 1024, "HTML", None).text) == 1024


def test_given_entities_have_to_fit() -> None:
    with pytest.raises(Refusal, match="ends after the end of the text"):
        message_text("abc", "", [{"type": "bold", "offset": 1, "length": 3}])


@pytest.mark.parametrize(
    "source",
    [
        "<b>a<i>b</i></b> &lt; 😀 <u>c</u>",
        '<a href="https://a.uk/?x=1&amp;y">go</a>',
        '<pre><code class="language-py">x</code></pre>',
        '<tg-time unix="1" format="t">x</tg-time>',
    ],
)
def test_a_message_can_be_read_as_html_again(source: str) -> None:
    formatted = message_text(source, "HTML", None)
    assert rendered(formatted.text, formatted.entities) == source
