"""How the documents look: styles, bullets, fonts and settings."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
# Each of letters is at least 4.5 : 1 against what it stands on.
INK, QUIET, PETROL, PALE, RULE, ALARM = "1F2933", "52606D", "17505E", "EAF1F3", "B8C9CE", "B42318"
NORMAL = "Normal"


def style_id(name: str) -> str:
    """Return what the document calls a style: its name without blanks."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def space(before: int, after: int, line: int = 0) -> str:
    """Return the space around a paragraph in twentieths of a point, and the height of its lines."""
    height = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{height}/>'


def letters(size: float, colour: str = INK, extra: str = "") -> str:
    """Return the look of letters, *size* in points, after what else there is to say of them."""
    half = round(size * 2)
    return f'{extra}<w:color w:val="{colour}"/><w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


BOLD, ITALIC, CAPITALS = "<w:b/><w:bCs/>", "<w:i/><w:iCs/>", "<w:caps/>"


def of_paragraphs(
    name: str, shape: str = "", look: str = "", *, after: str = NORMAL, based: str = NORMAL
) -> str:
    """Return a style of paragraphs; *after* is what follows one when somebody presses Enter."""
    own, default = style_id(name), ""
    above = f'<w:basedOn w:val="{style_id(based)}"/>'
    if name == NORMAL:
        above, default = "", ' w:default="1"'
    return (
        f'<w:style w:type="paragraph" w:styleId="{own}"{default}><w:name w:val="{name}"/>{above}'
        f'<w:next w:val="{style_id(after)}"/><w:qFormat/><w:pPr>{shape}</w:pPr>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def of_letters(name: str, look: str) -> str:
    """Return a style of letters."""
    return (
        f'<w:style w:type="character" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{look}</w:rPr></w:style>"
    )


def heading(level: int, shape: str, look: str) -> str:
    """Return the style of a heading, which stays with what follows and stands in the outline."""
    kept = f'<w:keepNext/><w:keepLines/>{shape}<w:outlineLvl w:val="{level - 1}"/>'
    return of_paragraphs(f"heading {level}", kept, look)


def all_styles() -> str:
    """Return every style that the templates use."""
    right = '<w:tabs><w:tab w:val="right" w:pos="9070"/></w:tabs>'
    rule = f'<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="10" w:color="{PETROL}"/></w:pBdr>'
    fact = '<w:tabs><w:tab w:val="left" w:pos="2552"/></w:tabs>'
    hung = '<w:ind w:left="2552" w:hanging="2552"/>'
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    edge = f"{right}{space(0, 0, 240)}"
    made = (
        of_paragraphs(NORMAL, space(0, 120, 271)),
        of_paragraphs(
            "Overtittel", space(2400, 0), letters(11, QUIET, BOLD + CAPITALS), after="Title"
        ),
        of_paragraphs("Title", space(60, 60, 240), letters(34, PETROL, BOLD), after="Subtitle"),
        of_paragraphs("Subtitle", f"{rule}{space(0, 480, 240)}", letters(18, QUIET)),
        of_paragraphs("Opplysning", f"{fact}{space(0, 80)}{hung}", after="Opplysning"),
        heading(1, space(400, 120, 240), letters(17, PETROL, BOLD)),
        heading(2, space(240, 80, 240), letters(13, INK, BOLD)),
        heading(3, space(160, 40, 240), letters(11, QUIET, BOLD)),
        of_paragraphs("List Bullet", f"{bullet}{space(0, 80)}", after="List Bullet"),
        of_paragraphs("Ikke skrevet", "", letters(11, QUIET, ITALIC)),
        of_paragraphs("Tabelltekst", space(40, 40, 252), letters(10), after="Tabelltekst"),
        of_paragraphs("Tabellhode", "<w:keepNext/>", BOLD, based="Tabelltekst"),
        of_paragraphs("Kolofon", space(480, 0), letters(9, QUIET)),
        of_paragraphs("header", edge, letters(9, QUIET), after="header"),
        of_paragraphs("footer", edge, letters(9, QUIET), after="footer"),
        of_letters("Ledetekst", letters(11, QUIET, BOLD)),
        of_letters("Utkast", letters(12, ALARM, BOLD)),
        _tables(),
    )
    return "".join(made)


def _tables() -> str:
    edge = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    cells = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>'
        for side, width in {"top": 40, "left": 100, "bottom": 40, "right": 100}.items()
    )
    return (
        '<w:style w:type="table" w:styleId="Rapporttabell"><w:name w:val="Rapporttabell"/>'
        f"<w:qFormat/><w:tblPr><w:tblBorders><w:top {edge}/><w:bottom {edge}/><w:insideH {edge}/>"
        f"</w:tblBorders><w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:color w:val="{PETROL}"/></w:rPr><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def styles(language: str) -> str:
    """Return the styles of a document in a language."""
    faces = "".join(f' w:{kind}="Calibri"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    tongue = f'<w:lang w:val="{LANGUAGES[language]}" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    return (
        f"{HEAD}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{faces}/>{letters(11)}"
        f"{tongue}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>{all_styles()}</w:styles>"
    )


def numbering() -> str:
    """Return the bullets."""
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
        f'<w:lvlText w:val="{sign}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:ind w:left="{397 * (n + 1)}" w:hanging="284"/></w:pPr>'
        f'<w:rPr><w:color w:val="{PETROL}"/></w:rPr></w:lvl>'
        for n, sign in enumerate("•–•")
    )
    return (
        f'{HEAD}<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def fonts() -> str:
    """Return the fonts, and what may stand in for Calibri where it is not installed."""
    return (
        f'{HEAD}<w:fonts {W}><w:font w:name="Calibri"><w:altName w:val="Carlito,Arial"/>'
        '<w:panose1 w:val="020F0502020204030204"/><w:charset w:val="00"/><w:family w:val="swiss"/>'
        '<w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def settings(language: str) -> str:
    """Return the settings: how today's Word lays out, and the language of the proofing."""
    word = "http://schemas.microsoft.com/office/word"
    return (
        f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        f'<w:compatSetting w:name="compatibilityMode" w:uri="{word}" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGES[language]}"/>'
        '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )
