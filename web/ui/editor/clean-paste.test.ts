import { describe, expect, test } from 'vitest'
import { cleanPaste, cleanPastedText } from './clean-paste.ts'

const clean = (html: string) => cleanPaste(html).html

describe('Word', () => {
  const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--><style><!-- p.MsoNormal {mso-style-parent:"";} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'><!--StartFragment-->
<p class=MsoNormal style='mso-outline-level:1;text-indent:32.0pt'><b><span style='font-family:黑体'>一、主要做法<o:p></o:p></span></b></p>
<p class=MsoNormal style='text-indent:32.0pt'><span lang=EN-US>　　</span><span style='font-family:仿宋_GB2312'>今年以来，全区
新建<b>日光温室</b></span><b style='mso-bidi-font-weight:normal'><span lang=EN-US>1200</span></b>亩，<u>带动农户</u><span style='font-family:楷体_GB2312'>三千户</span>。</p>
<p class=MsoNormal style='margin-left:18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span lang=EN-US><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>稳住本地生产，保证每天有菜上市，价格不涨。</p>
<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Wingdings'><span style='mso-list:Ignore'>Ø<span>&nbsp; </span></span></span><![endif]>加强监测。</p>
<p class=MsoNormal align=right style='text-align:right'>2026年3月2日</p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p><!--EndFragment--></body></html>`

  test('headings, bold words, numbers and the date keep what they mean; all else goes', () => {
    expect(clean(word)).toBe(
      [
        '<h1>一、主要做法</h1>',
        '<p>今年以来，全区新建<strong>日光温室</strong><strong>1200</strong>亩，<u>带动农户</u><span data-kaiti="">三千户</span>。</p>',
        '<p>1.稳住本地生产，保证每天有菜上市，价格不涨。</p>',
        '<p>加强监测。</p>',
        '<p style="text-align: right">2026年3月2日</p>',
      ].join(''),
    )
  })

  test('a table keeps its spans and loses its looks', () => {
    const table = `<table class=MsoNormalTable border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'><tr style='mso-yfti-irow:0'><td width=200 colspan=2 valign=top style='border:solid windowtext 1.0pt'><p class=MsoNormal align=center style='text-align:center'><b>价格<o:p></o:p></b></p></td></tr><tr><td rowspan="2"><p>白菜</p></td><td><p>1.20</p><p>元</p></td></tr><tr><td></td></tr></table>`
    expect(clean(table)).toBe(
      '<table><tbody><tr><td colspan="2"><p style="text-align: center"><strong>价格</strong></p></td></tr><tr><td rowspan="2"><p>白菜</p></td><td><p>1.20</p><p>元</p></td></tr><tr><td><p></p></td></tr></tbody></table>',
    )
  })

  test('pictures that did not come along are counted', () => {
    const pasted = cleanPaste(
      `<p class=MsoNormal><span><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/x.png"/></v:shape><![endif]--><![if !vml]><img width=100 src="file:///C:/x.png"><![endif]></span>如图所示。</p>`,
    )
    expect(pasted).toEqual({ html: '<p>如图所示。</p>', lostImages: 1 })
  })
})

describe('headings', () => {
  test.each([
    [
      'the number decides, whatever the outline says',
      `<p style='mso-outline-level:1'>（一）稳住生产</p>`,
      '<h2>（一）稳住生产</h2>',
    ],
    [
      'WPS writes no outline: a short numbered line is a heading',
      '<p class="MsoNormal">二、存在的问题</p>',
      '<h1>二、存在的问题</h1>',
    ],
    [
      'a numbered sentence is no heading',
      '<p>一、各县区要高度重视此项工作，切实加强组织领导。</p>',
      '<p>一、各县区要高度重视此项工作，切实加强组织领导。</p>',
    ],
    ['the third level', '<p>1. 冷链不足</p>', '<h3>1.冷链不足</h3>'],
    ['the fourth level', '<p>（1）仓储</p>', '<h4>（1）仓储</h4>'],
    ['a number with a decimal point is no heading', '<p>1.5万亩</p>', '<p>1.5万亩</p>'],
    ['a web page', '<h2>工作动态</h2><p>正文</p>', '<h2>工作动态</h2><p>正文</p>'],
  ])('%s', (_reason, html, expected) => expect(clean(html)).toBe(expected))
})

describe('never', () => {
  test.each([
    ['a script', '<p>好</p><script>alert(1)</script>', '<p>好</p>'],
    ['an unclosed script', '<p>好</p><script>alert(1)', '<p>好</p>'],
    ['a handler', '<p onclick="alert(1)"><img src=x onerror=alert(1)>好</p>', '<p>好</p>'],
    ['a link', '<p><a href="javascript:alert(1)">好</a></p>', '<p>好</p>'],
    ['a frame', '<iframe src="https://x"></iframe><p>好</p>', '<p>好</p>'],
    ['a style', '<p style="position:fixed;background:url(https://x)">好</p>', '<p>好</p>'],
    ['text that looks like a tag', '<p>a &lt;script&gt; b</p>', '<p>a &lt;script&gt; b</p>'],
    ['a drawing with a script', '<svg><script>alert(1)</script></svg><p>好</p>', '<p>好</p>'],
    ['hidden words', '<p>好<span style="display:none">暗</span></p>', '<p>好</p>'],
  ])('%s', (_reason, html, expected) => expect(clean(html)).toBe(expected))
})

test('lists become numbered paragraphs', () => {
  expect(
    clean(
      '<ol start="3"><li>加强监测，及时发布价格信息。</li><li>扩大储备，增加调运数量。</li></ol><ul><li>完</li></ul>',
    ),
  ).toBe('<p>3.加强监测，及时发布价格信息。</p><p>4.扩大储备，增加调运数量。</p><p>完</p>')
})

test('a line break stays, blanks between Chinese words go, blanks between Latin words stay', () => {
  expect(clean('<p>第一行<br>第二行</p><p>山 西\n省 GDP growth rate</p>')).toBe(
    '<p>第一行<br>第二行</p><p>山西省 GDP growth rate</p>',
  )
})

test('plain text loses the indent of its lines', () => {
  expect(cleanPastedText('　　第一段\n\t 第二段')).toBe('第一段\n第二段')
})
