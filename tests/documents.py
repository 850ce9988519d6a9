"""
Documents as writers, programs and enemies send them, and what comes of each.

USABLE names each with its file name, its bytes and what is read of it; REFUSED with the words that
its sender is told.
"""

import io
import zipfile

from articles.contributing.documents import Document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
WRITTEN = f"""<w:document xmlns:w="{W}" xmlns:r="{RELATED}"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"
 xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:v="urn:schemas-microsoft-com:vml"><w:body>"""
STYLES = f"""<w:styles xmlns:w="{W}">
 <w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
 <w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>
 <w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>
 <w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/></w:style></w:styles>"""
NUMBERING = f"""<w:numbering xmlns:w="{W}">
 <w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
 </w:abstractNum>
 <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>
 </w:abstractNum>
 <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
 <w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""
FOOTNOTES = f"""<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>
 <w:r><w:t xml:space="preserve"> Ask the baker.</w:t></w:r></w:p></w:footnote></w:footnotes>"""
LINKS = f"""<Relationships xmlns="{RELATIONSHIPS}">
 <Relationship Id="there" Type="{RELATED}/hyperlink" Target="https://example.org/a?b=1&amp;c=2"
  TargetMode="External"/>
 <Relationship Id="here" Type="{RELATED}/hyperlink" Target="file:///C:/Users/me/secret.docx"
  TargetMode="External"/>
 <Relationship Id="script" Type="{RELATED}/hyperlink" Target="javascript:alert(1)"
  TargetMode="External"/>
 <Relationship Id="long" Type="{RELATED}/hyperlink" Target="https://example.org/{"a" * 2_000}"
  TargetMode="External"/>
 <Relationship Id="far" Type="{RELATED}/image" Target="http://203.0.113.9/spy.png"
  TargetMode="External"/>
 <Relationship Id="near" Type="{RELATED}/image" Target="media/image1.png"/></Relationships>"""
LONG = "A sentence of this kind stands in any column that was ever written for a newspaper."


def archive(parts, method=zipfile.ZIP_DEFLATED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def docx(body, **parts):
    """A Word document; `parts` by their names in word/, without their ending."""
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="png" ContentType="image/png"/></Types>',
            "word/document.xml": f"{WRITTEN}{body}</w:body></w:document>",
            "word/styles.xml": STYLES,
            "word/numbering.xml": NUMBERING,
            "word/footnotes.xml": FOOTNOTES,
            "word/_rels/document.xml.rels": LINKS,
            "word/media/image1.png": b"\x89PNG",
        }
        | named
    )


def p(words, style="", properties=""):
    """A paragraph of Word's."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    words = words if words.startswith("<") else f"<w:r><w:t>{words}</w:t></w:r>"
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{words}</w:p>"


def r(words, properties=""):
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def item(words, number):
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return p(words, properties=numbered)


def picture(how):
    return (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip"
        f" {how}/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        "</w:r></w:p>"
    )


def link(name, words):
    return f'<w:hyperlink r:id="{name}">{r(words)}</w:hyperlink>'


def odt(body, **parts):
    prefixes = ["office", "text", "table", "style"]
    spaces = " ".join(f'xmlns:{prefix}="{ODF}:{prefix}:1.0"' for prefix in prefixes)
    spaces += f' xmlns:draw="{ODF}:drawing:1.0" xmlns:fo="{ODF}:xsl-fo-compatible:1.0"'
    spaces += f' xmlns:svg="{ODF}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    content = f"""<office:document-content {spaces}><office:automatic-styles>
     <style:style style:name="P1" style:parent-style-name="Title"/>
     <style:style style:name="B"><style:text-properties fo:font-weight="bold"/></style:style>
     <style:style style:name="I"><style:text-properties fo:font-style="italic"/></style:style>
     <style:style style:name="S"><style:text-properties style:text-line-through-style="solid"/>
     </style:style>
     <text:list-style style:name="L"><text:list-level-style-number text:level="1"/>
     </text:list-style>
     </office:automatic-styles><office:body><office:text>{body}</office:text></office:body>
     </office:document-content>"""
    mimetype = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": mimetype, "content.xml": content} | parts)


def bomb(size):
    """A document of many megabytes of nothing, in some kilobytes."""
    return docx(p("A") + " " * size)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHING = f'<!DOCTYPE w:document [<!ENTITY l0 "ha">{LAUGHS}]>'
READING = '<!DOCTYPE w:document [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def declaring(doctype, words):
    return docx("", document=f"{doctype}{WRITTEN}{p(words)}</w:body></w:document>")


def nothing_but(headline="", body="", *notes):
    return Document(headline, body, notes)


ACCEPTED = "Its tracked changes were taken as accepted: read the text once more."
NO_COMMENTS = "The comments in its margin were left out."
NO_TABLES = "Its tables stand as paragraphs."
NO_PICTURES = "Its pictures were left out."
WITH_NOTES = "Its notes stand below the text."
STRUCK = "Words that are struck out stand in the text like all others: delete what should go."

WORD = {
    "a column": (
        docx(
            p("The Price of Bread", "T")
            + p(r("Bread is ", "") + r("dear", "<w:b/>") + r(" and ") + r("old", "<w:i/>") + r("."))
            + p("Flour", "H1")
            + p("White", "H2")
            + p("Never again.", "Q")
        ),
        nothing_but(
            "The Price of Bread",
            "<p>Bread is <strong>dear</strong> and <em>old</em>.</p><h2>Flour</h2><h3>White</h3>"
            "<blockquote><p>Never again.</p></blockquote>",
        ),
    ),
    "a first heading": (
        docx(p("The Price of Bread", "H1") + p(LONG) + p("Flour", "H2")),
        nothing_but("The Price of Bread", f"<p>{LONG}</p><h2>Flour</h2>"),
    ),
    "a first line": (
        docx(p("Why is bread dear?") + p(LONG)),
        nothing_but("Why is bread dear?", f"<p>{LONG}</p>"),
    ),
    "no headline": (docx(p(LONG) + p("Yours")), nothing_but("", f"<p>{LONG}</p><p>Yours</p>")),
    "a byline first": (docx(p("By Ann") + p(LONG)), nothing_but("", f"<p>By Ann</p><p>{LONG}</p>")),
    "one line": (docx(p("Why is bread dear?")), nothing_but("", "<p>Why is bread dear?</p>")),
    "lists": (
        docx(p(LONG) + item("Rye", 1) + item("Oats", 1) + item("First", 2)),
        nothing_but("", f"<p>{LONG}</p><ul><li>Rye</li><li>Oats</li></ul><ol><li>First</li></ol>"),
    ),
    "links": (
        docx(p(link("there", "There") + link("here", " here") + link("script", " run") + r("."))),
        nothing_but("", '<p><a href="https://example.org/a?b=1&amp;c=2">There</a> here run.</p>'),
    ),
    "a link in a field": (
        docx(
            p(
                '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
                '<w:r><w:instrText>HYPERLINK "https://example.org/"</w:instrText></w:r>'
                f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("There.")}'
                '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            )
        ),
        nothing_but("", '<p><a href="https://example.org/">There.</a></p>'),
    ),
    "a footnote": (
        docx(p(r(LONG) + '<w:r><w:footnoteReference w:id="1"/></w:r>')),
        nothing_but("", f"<p>{LONG}[1]</p><ol><li><p>Ask the baker.</p></li></ol>", WITH_NOTES),
    ),
    "tracked changes": (
        docx(
            p(
                r("Bread is ")
                + '<w:del w:id="1"><w:r><w:delText>cheap</w:delText></w:r></w:del>'
                + f'<w:ins w:id="2">{r("dear")}</w:ins>'
                + r(".")
            )
        ),
        nothing_but("", "<p>Bread is dear.</p>", ACCEPTED),
    ),
    "comments": (
        docx(
            p(r(LONG) + '<w:r><w:commentReference w:id="1"/></w:r>'),
            comments=f'<w:comments xmlns:w="{W}"><w:comment w:id="1">{p("Really?")}</w:comment>'
            "</w:comments>",
        ),
        nothing_but("", f"<p>{LONG}</p>", NO_COMMENTS),
    ),
    "struck out": (
        docx(p(r("Bread is ") + r("cheap", "<w:strike/>") + r("dear", '<w:strike w:val="0"/>'))),
        nothing_but("", "<p>Bread is cheapdear</p>", STRUCK),
    ),
    "pictures": (
        docx(p(LONG) + picture('r:embed="near"') + picture('r:link="far"')),
        nothing_but("", f"<p>{LONG}</p>", NO_PICTURES),
    ),
    "a table": (
        docx(f"<w:tbl><w:tr><w:tc>{p('Rye.')}</w:tc><w:tc>{p('4')}</w:tc></w:tr></w:tbl>"),
        nothing_but("", "<p>Rye.</p><p>4</p>", NO_TABLES),
    ),
    "strict": (
        docx(
            "", document=f'<w:document xmlns:w="{STRICT}"><w:body>{p(LONG)}</w:body></w:document>'
        ),
        nothing_but("", f"<p>{LONG}</p>"),
    ),
    "another number": (
        archive(
            {
                "_rels/.rels": LINKS.replace("/hyperlink", "/officeDocument").replace(
                    "https://example.org/a?b=1&amp;c=2", "word/document2.xml"
                ),
                "word/document2.xml": f"{WRITTEN}{p(LONG)}</w:body></w:document>",
            }
        ),
        nothing_but("", f"<p>{LONG}</p>"),
    ),
    "in UTF-16": (
        docx("", document=f"{WRITTEN}{p(LONG)}</w:body></w:document>".encode("utf-16")),
        nothing_but("", f"<p>{LONG}</p>"),
    ),
    "from the right": (docx(p("שלום, עולם.")), nothing_but("", "<p>שלום, עולם.</p>")),
    "turned about": (
        docx(p("Pay \u202e001\u202c dollars.\u2067")),
        nothing_but("", "<p>Pay 001 dollars.</p>"),
    ),
    "markup": (
        docx(p("&lt;script&gt;alert(1)&lt;/script&gt; is what I wrote.")),
        nothing_but("", "<p>&lt;script&gt;alert(1)&lt;/script&gt; is what I wrote.</p>"),
    ),
    "another's style map": (
        archive(
            {
                "word/document.xml": f"{WRITTEN}{p(LONG)}</w:body></w:document>",
                "mammoth/style-map": "p => script",
            }
        ),
        nothing_but("", f"<p>{LONG}</p>"),
    ),
    "an archive within": (
        docx(p(LONG), **{"embeddings/sheet": bomb(5_000_000)}),
        nothing_but("", f"<p>{LONG}</p>"),
    ),
    "spaces and breaks about": (
        docx(p(r("  ") + "<w:r><w:br/></w:r>" + r(f" {LONG}") + "<w:r><w:br/></w:r>" * 3 + r(" "))),
        nothing_but("", f"<p>{LONG}</p>"),
    ),
    "one huge paragraph": (
        docx(p(f"{LONG} " * 2_500)),
        nothing_but("", f"<p>{(f'{LONG} ' * 2_500).strip()}</p>"),
    ),
}
OPEN_DOCUMENT = {
    "a column": (
        odt(
            '<text:p text:style-name="P1">The Price of Bread</text:p>'
            '<text:p>Bread is <text:span text:style-name="B">dear</text:span> and'
            '<text:s text:c="1"/><text:span text:style-name="I">old</text:span>,'
            "<text:line-break/>they<text:tab/>say.</text:p>"
            '<text:h text:outline-level="1">Flour</text:h><text:h text:outline-level="2">White'
            '</text:h><text:p text:style-name="Quotations">Never again.</text:p>'
        ),
        nothing_but(
            "The Price of Bread",
            "<p>Bread is <strong>dear</strong> and <em>old</em>,<br>they say.</p>"
            "<h2>Flour</h2><h3>White</h3><blockquote>Never again.</blockquote>",
        ),
    ),
    "lists": (
        odt(
            f"<text:p>{LONG}</text:p><text:list><text:list-item><text:p>Rye</text:p>"
            '<text:list text:style-name="L"><text:list-item><text:p>Old</text:p></text:list-item>'
            '</text:list></text:list-item></text:list><text:list text:style-name="L">'
            "<text:list-item><text:p>First</text:p></text:list-item></text:list>"
        ),
        nothing_but(
            "",
            f"<p>{LONG}</p><ul><li><p>Rye</p><ul><li><p>Old</p></li></ul></li></ul>"
            "<ol><li><p>First</p></li></ol>",
        ),
    ),
    "links and notes": (
        odt(
            '<text:p><text:a xlink:href="https://example.org/">There</text:a>, '
            '<text:a xlink:href="../secret.odt">here</text:a>.<text:note><text:note-citation>7'
            "</text:note-citation><text:note-body><text:p>Ask the baker.</text:p></text:note-body>"
            "</text:note></text:p>"
        ),
        nothing_but(
            "",
            '<p><a href="https://example.org/">There</a>, here.[1]</p>'
            "<ol><li><p>Ask the baker.</p></li></ol>",
            WITH_NOTES,
        ),
    ),
    "changes, comments, struck out": (
        odt(
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>cheap</text:p>"
            "</text:deletion></text:changed-region></text:tracked-changes>"
            "<text:p>Bread is <text:change/>dear<office:annotation><text:p>Really?</text:p>"
            '</office:annotation><text:span text:style-name="S">er</text:span>.</text:p>'
        ),
        nothing_but("", "<p>Bread is dearer.</p>", STRUCK, ACCEPTED, NO_COMMENTS),
    ),
    "pictures, boxes and tables": (
        odt(
            f'<text:p>{LONG}<draw:frame><draw:image xlink:href="http://203.0.113.9/spy.png"/>'
            "<svg:title>Spy</svg:title></draw:frame><draw:frame><draw:text-box><text:p>Beside."
            "</text:p></draw:text-box></draw:frame></text:p><table:table><table:table-row>"
            "<table:table-cell><text:p>Rye</text:p></table:table-cell></table:table-row>"
            "</table:table>"
        ),
        nothing_but(
            "",
            f"<p>{LONG}</p><p>Beside.</p><p>Rye</p>",
            NO_PICTURES,
            NO_TABLES,
        ),
    ),
    "a note within a note": (
        odt(
            "<text:p>Rye.<text:note><text:note-body><text:p>One.<text:note><text:note-body>"
            "<text:p>Two.</text:p></text:note-body></text:note></text:p></text:note-body>"
            "</text:note></text:p>"
        ),
        nothing_but(
            "",
            "<p>Rye.[1]</p><ol><li><p>One.[2]</p></li><li><p>Two.</p></li></ol>",
            WITH_NOTES,
        ),
    ),
    "a billion spaces": (
        odt('<text:p>Bread<text:s text:c="1000000000"/>is dear.</text:p>'),
        nothing_but("", "<p>Bread is dear.</p>"),
    ),
}
FRENCH = "L’été à Montréal est né\xa0: créée, élève."
PLAIN = {
    "paragraphs": (
        b"The Price of Bread\r\n\r\nBread is dear.\r\n\r\nYours,\r\nAnn\r\n",
        nothing_but("The Price of Bread", "<p>Bread is dear.</p><p>Yours,<br>Ann</p>"),
    ),
    "a line each": (
        b"Bread is dear.\nFlour is not.",
        nothing_but("", "<p>Bread is dear.</p><p>Flour is not.</p>"),
    ),
    "wrapped": (
        f"{LONG}\n{LONG}\nThe end.\n\nYours, Ann.".encode(),
        nothing_but("", f"<p>{LONG} {LONG} The end.</p><p>Yours, Ann.</p>"),
    ),
    "markup": (
        b"I <b>wrote</b> &amp; this.",
        nothing_but("", "<p>I &lt;b&gt;wrote&lt;/b&gt; &amp;amp; this.</p>"),
    ),
    "UTF-8": ("שלום, “עולם”.".encode(), nothing_but("", "<p>שלום, “עולם”.</p>")),
    "UTF-8 with a mark": ("Größe.".encode("utf-8-sig"), nothing_but("", "<p>Größe.</p>")),
    "UTF-16": ("שלום, עולם.".encode("utf-16"), nothing_but("", "<p>שלום, עולם.</p>")),
    "UTF-16 the other way": (
        b"\xfe\xff" + "Größe.".encode("utf-16-be"),
        nothing_but("", "<p>Größe.</p>"),
    ),
    "windows-1252": (
        FRENCH.encode("cp1252"),
        nothing_but("", f"<p>{FRENCH}</p>".replace("\xa0", "&nbsp;")),
    ),
    "windows-1255": ("שלום לכם.".encode("cp1255"), nothing_but("", "<p>שלום לכם.</p>")),
    "English with a Hebrew word": (
        "The word “שבת” is — rest.".encode("cp1255"),
        nothing_but("", "<p>The word “שבת” is — rest.</p>"),
    ),
    "turned about": ("Pay \u202e001\u202c.".encode(), nothing_but("", "<p>Pay 001.</p>")),
}
USABLE = {
    **{f"{name}.docx": ("piece.docx", *made) for name, made in WORD.items()},
    **{f"{name}.odt": ("piece.odt", *made) for name, made in OPEN_DOCUMENT.items()},
    **{f"{name}.txt": ("PIECE.TXT", *made) for name, made in PLAIN.items()},
    "Word's under another name": ("piece.txt", *WORD["no headline"]),
    "LibreOffice's under another name": ("piece.docx", *OPEN_DOCUMENT["a billion spaces"]),
}

ONLY = "The paper can read .docx, .odt and .txt. Save your text as one of these, and send that."
STUFFED = (
    "The document holds far more than a text. Copy the text into a new document, and send that."
)
DAMAGED = "The document is damaged or cut short. Open it, save it anew, and send that."
LOCKED = "The document is locked with a password. Save it without one, and send that."
EMPTY = "There are no words in this document."
TOO_LONG = "The document is too long for a newspaper. Send the part that is meant for it."
NO_MACROS = (
    "The document has macros, which the paper takes from nobody. Save it as .docx without them, and"
    " send that."
)
NOT_PLAIN = "This is not a plain text, whatever its name says. Save it as .docx, and send that."
WHOLE = docx(p(LONG))
FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
REFUSED = {
    "empty file": ("piece.docx", b"", ONLY),
    "empty text": ("piece.txt", b"", EMPTY),
    "empty .docx": ("piece.docx", docx(p(" ")), EMPTY),
    "empty .odt": ("piece.odt", odt("<text:p/>"), EMPTY),
    "pictures only": ("piece.docx", docx(picture('r:embed="near"')), EMPTY),
    "old .doc": (
        "piece.doc",
        OLD_WORD,
        "This is a Word document of the old form (.doc). Save it as .docx, and send that.",
    ),
    "locked .docx": ("piece.docx", OLD_WORD + "EncryptedPackage".encode("utf-16-le"), LOCKED),
    "locked .odt": (
        "piece.odt",
        odt("", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}),
        LOCKED,
    ),
    "PDF": ("piece.docx", b"%PDF-1.7", f"This is a PDF, which is made for printing. {ONLY}"),
    "RTF": ("piece.docx", rb"{\rtf1 Bread}", f"This is an RTF document. {ONLY}"),
    "picture": ("piece.docx", b"\x89PNG\r\n\x1a\n", ONLY),
    "text under Word's name": ("piece.docx", LONG.encode(), ONLY),
    "table of numbers": ("piece.docx", archive({"xl/workbook.xml": "<a/>"}), ONLY),
    "program under a text's name": ("piece.txt", b"MZ\x90\x00\x03", NOT_PLAIN),
    "NUL in a text": ("piece.txt", b"Bread\x00is dear.", NOT_PLAIN),
    "macros": ("piece.docm", docx(p(LONG), vbaProject="x"), NO_MACROS),
    "macros under a right name": (
        "piece.docx",
        archive({"word/document.xml": "", "word/vbaProject.bin": b"x"}),
        NO_MACROS,
    ),
    "cut short": ("piece.docx", WHOLE[:-40], DAMAGED),
    "damaged": ("piece.docx", WHOLE.replace(b"\x50\x4b\x03\x04", b"\x50\x4b\x03\x05"), DAMAGED),
    "no XML": ("piece.docx", docx("", document="Bread"), DAMAGED),
    "NUL in XML": ("piece.docx", docx(p("Bread\x00")), DAMAGED),
    "an empty body": ("piece.docx", docx("", document="<a/>"), DAMAGED),
    "nonsense in numbers": (
        "piece.docx",
        docx(
            f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="many"/></w:tcPr>{p("A")}</w:tc>'
            "</w:tr></w:tbl>"
        ),
        DAMAGED,
    ),
    "billion laughs": ("piece.docx", declaring(LAUGHING, "&l9;"), DAMAGED),
    "a file of ours": ("piece.docx", declaring(READING, "&file;"), DAMAGED),
    "no text in an .odt": (
        "piece.odt",
        archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        DAMAGED,
    ),
    "bomb": ("piece.docx", bomb(60_000_000), STUFFED),
    "bomb in another part": ("piece.docx", docx(p(LONG), styles=STYLES + " " * 5_000_000), STUFFED),
    "bomb in an .odt": ("piece.odt", odt(" " * 5_000_000), STUFFED),
    "many elements": ("piece.docx", docx("<w:p/>" * 150_000), STUFFED),
    "many elements in another part": (
        "piece.docx",
        docx(p(LONG), styles=STYLES.replace("</w:styles>", "<w:style/>" * 70_000 + "</w:styles>")),
        STUFFED,
    ),
    "deep elements": (
        "piece.docx",
        docx("<w:smartTag>" * 2_000 + p("A") + "</w:smartTag>" * 2_000),
        STUFFED,
    ),
    "fields within fields": ("piece.docx", docx(f"<w:p>{FIELD * 5_000}</w:p>"), STUFFED),
    "one note for many": (
        "piece.docx",
        docx(p(r(LONG) + '<w:r><w:footnoteReference w:id="1"/></w:r>' * 2)),
        STUFFED,
    ),
    "one long address for many words": (
        "piece.docx",
        docx(p(link("long", "a") * 60)),
        STUFFED,
    ),
    "many entries": (
        "piece.docx",
        archive({str(n): "" for n in range(2_100)} | {"word/document.xml": ""}, zipfile.ZIP_STORED),
        STUFFED,
    ),
    "20 MB": (
        "piece.docx",
        bytes(20 * 1024 * 1024 + 1),
        "The document is larger than 20 MB. Save it without its pictures, and send that.",
    ),
    "a book": ("piece.docx", docx(p(f"{LONG} " * 3_100)), TOO_LONG),
    "a book as text": ("piece.txt", b"Bread. " * 160_000, TOO_LONG),
}
