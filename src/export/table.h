/*
 * The formats in the order of help and manual: FORMAT(markdown) is export_markdown, in the file of
 * that format. The first is the default. Included wherever a list of them is made.
 */
FORMAT(markdown)
FORMAT(persona)
FORMAT(protocol)
FORMAT(csv)
FORMAT(json)
FORMAT(svg)
FORMAT(slides)
FORMAT(html)
FORMAT(pdf)
FORMAT(png)
FORMAT(mermaid)
FORMAT(todotxt)
FORMAT(ics)
FORMAT(jira)
FORMAT(mediawiki)
FORMAT(dokuwiki)
FORMAT(confluence)
FORMAT(canvas)
FORMAT(yaml)
