/// The one style sheet of all pages, for screens and for A4.
///
/// Contrasts are at least 4.5 to 1 for text and 3 to 1 for edges that mean something (WCAG 1.4.3,
/// 1.4.11); nothing is told by colour alone (1.4.1); at 320 pixels only tables scroll (1.4.10).
enum PageStyle {
  /// The sheet.
  static let sheet: StaticString = """
    *, *::before, *::after { box-sizing: border-box; }
    :root { color-scheme: light; }
    html { font: 100%/1.5 "Liberation Sans", Arial, Helvetica, sans-serif; }
    body { margin: 0 auto; padding: 0 1rem 3rem; max-width: 60rem; color: #0b0c0c;
      background: #fff; overflow-wrap: anywhere; }
    body.wide { max-width: 90rem; }
    .skip { position: absolute; left: -9999px; padding: .5rem 1rem; }
    .skip:focus { position: static; display: block; }
    a { color: #1a5a96; text-underline-offset: .1em; }
    :focus-visible { outline: 3px solid #0b0c0c; outline-offset: 2px;
      box-shadow: 0 0 0 6px #ffdd00; }
    .strip p { margin: 0; padding: .5rem 0; color: #484f54; font-size: .875rem; }
    header { border-top: 8px solid #24507a; border-bottom: 1px solid #6f777b;
      padding: 1rem 0 .75rem; margin-bottom: 1.5rem; }
    .origin { margin: 0; color: #484f54; }
    h1 { margin: .1rem 0 .6rem; font-size: 1.9rem; line-height: 1.2; }
    h2 { margin: 2rem 0 .5rem; font-size: 1.35rem; line-height: 1.25; }
    h3 { margin: 1.1rem 0 .2rem; font-size: 1rem; line-height: 1.35; }
    p, ul, ol { margin: .3rem 0 .8rem; }
    ul, ol { padding-left: 1.3rem; }
    .facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr));
      gap: .5rem 1.5rem; margin: 0; }
    .facts dt { color: #484f54; font-size: .875rem; }
    .facts dd { margin: 0; }
    .words { white-space: pre-wrap; }
    .note { color: #484f54; font-size: .875rem; margin: .1rem 0 .4rem; }
    .notice { border-left: 6px solid #24507a; background: #f1f4f7; padding: .6rem 1rem;
      margin: 1rem 0; }
    .notice > :last-child { margin-bottom: 0; }
    .tag { display: inline-block; padding: 0 .45em; border: 1px solid #6f777b;
      border-radius: 2px; background: #f3f2f1; color: #0b0c0c; font-size: .875rem;
      font-weight: 700; white-space: nowrap; }
    .tag.calm { background: #dff0e4; border-color: #00703c; color: #004d29; }
    .tag.near { background: #fff3cd; border-color: #8a6100; color: #5c4100; }
    .tag.late { background: #d4351c; border-color: #942514; color: #fff; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
      white-space: nowrap; }
    .entries { margin: .5rem 0 1rem; border-top: 1px solid #b1b4b6; }
    .entries > div { border-bottom: 1px solid #b1b4b6; padding: .5rem 0 .6rem; }
    .entries > div > dt { font-weight: 700; }
    .entries dd { margin: .15rem 0 0; }
    .entries .scroll, .entries dd > ul { margin-bottom: .3rem; }
    .hint { display: block; color: #484f54; font-size: .875rem; font-weight: 400; }
    .blank { color: #484f54; font-style: italic; }
    .signature { border: 1px solid #6f777b; padding: .5rem .75rem; min-height: 3.5rem;
      max-width: 28rem; }
    .scroll { overflow-x: auto; margin: .5rem 0 1rem; padding: 0 1px; }
    table { border-collapse: collapse; width: 100%; }
    caption { text-align: left; font-weight: 700; padding: .2rem 0 .4rem; }
    th, td { border: 1px solid #6f777b; padding: .35rem .5rem; text-align: left;
      vertical-align: top; overflow-wrap: break-word; }
    .entries th, .entries td { min-width: 5.5em; overflow-wrap: anywhere; }
    thead th { background: #e9edf1; }
    tbody th { font-weight: 400; }
    .whole { white-space: nowrap; }
    .words-column { width: 48%; min-width: 16rem; overflow-wrap: anywhere; }
    .chart { display: block; max-width: 100%; height: auto; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }

    @page { size: A4; margin: 14mm 16mm 18mm;
      @bottom-right { content: "Page " counter(page) " of " counter(pages);
        font: 8pt "Liberation Sans", Arial, sans-serif; color: #484f54; } }
    @page wide { size: A4 landscape; }
    @media print {
      html { font-size: 10.5pt; line-height: 1.4; }
      body, body.wide { display: table; width: 100%; max-width: none; padding: 0; }
      body.wide { page: wide; }
      body.wide table { font-size: 8pt; line-height: 1.3; }
      body.wide th, body.wide td { padding: .15rem .3rem; }
      .skip { display: none; }
      .strip { display: table-header-group; break-inside: avoid; }
      .strip p { border-bottom: .5pt solid #6f777b; padding: 0 0 1.5mm; font-size: 8pt; }
      .strip::after { content: ""; display: block; height: 3mm; }
      header { border-top: 0; margin-bottom: .8rem; padding-top: 0; }
      h1 { font-size: 18pt; }
      h2 { margin-top: 1.1rem; font-size: 13pt; break-after: avoid; }
      h3, .note, caption, .chart { break-after: avoid; }
      tbody tr:first-child { break-before: avoid; }
      .facts { grid-template-columns: repeat(3, 1fr); }
      .scroll { overflow: visible; }
      thead { display: table-header-group; }
      tr, ul, .facts div, .signature, .chart { break-inside: avoid; }
      .entries tr, tr:has(> .words-column) { break-inside: auto; }
      .figure th, .figure td { padding: .12rem .5rem; }
      .figure table { break-inside: avoid; }
      .entries > div > dt { break-after: avoid; break-inside: avoid; }
      p, .words { orphans: 3; widows: 3; }
      a { color: inherit; text-decoration: none; }
      .tag, thead th, .notice { print-color-adjust: exact; }
    }
    """
}
