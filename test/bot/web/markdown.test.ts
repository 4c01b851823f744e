import assert from 'node:assert/strict';
import { excerpt, renderMarkdown } from '../../../bot/web/markdown.ts';
import { shippedProfile } from '../../services/profile/shipped.ts';

const PHONE = { shown: '(800) 555-0100', e164: '+18005550100' };
const rendered = (text: string) => renderMarkdown(text, PHONE).text;

describe('an article’s Markdown', () => {
  it('becomes paragraphs, lists and emphasis', () => {
    assert.equal(
      rendered('Do this **now**:\n\n- one\n- *two*\n\n3. three'),
      '<p>Do this <strong>now</strong>:</p><ul><li>one</li><li><em>two</em></li></ul><ol start="3"><li>three</li></ol>',
    );
  });

  it('never becomes HTML that it holds', () => {
    const hostile = rendered('A <b onclick="x()">bold</b> <script>x()</script>\n\n<img src=x onerror=x()>\n\n`<i>`');
    assert.doesNotMatch(hostile, /<(?:b|script|img|i)\b/);
    assert.match(hostile, /&lt;b onclick=&quot;x\(\)&quot;&gt;bold&lt;\/b&gt;/);
    assert.match(hostile, /<code>&lt;i&gt;<\/code>/);
  });

  it('links to the web, to mail and to the phone, and nowhere else', () => {
    assert.equal(rendered('[here](https://x.org/?a=1&b=2)'), '<p><a href="https://x.org/?a=1&amp;b=2">here</a></p>');
    assert.equal(rendered('a@b.org'), '<p><a href="mailto:a@b.org">a@b.org</a></p>');
    assert.equal(
      rendered('call **(800) 555-0100** now'),
      '<p>call <strong><a class="tel" href="tel:+18005550100"><bdi dir="ltr">(800) 555-0100</bdi></a></strong> now</p>',
    );
    for (const address of ['javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'data:text/html,x', '//evil.example'])
      assert.equal(rendered(`[here](${address})`), '<p>here</p>');
  });

  it('shows no picture from anywhere', () => {
    assert.doesNotMatch(rendered('![x](https://evil.example/x.png)'), /<img/);
  });

  it('keeps its headings below those of the page', () => {
    assert.equal(rendered('# One\n\n## Two'), '<h3>One</h3><h4>Two</h4>');
  });

  it('is shown without anything left of its marks, in every article that is shipped', async () => {
    const { articles, company } = await shippedProfile();
    for (const { id, text } of articles) {
      const shown = renderMarkdown(text, company.tollFree).text;
      assert.doesNotMatch(shown, /\*\*|\{\{|^- |&amp;(?:amp|lt|gt|quot);/m, id);
      assert.doesNotMatch(excerpt(text, 150), /[*{}]/, id);
    }
  });

  it('is cut after a word where only its beginning is told', () => {
    assert.equal(excerpt('Do **this**.\n\n- one\n- two', 100), 'Do this. one two');
    assert.equal(excerpt('Nothing is longer than this. Or is it?', 31), 'Nothing is longer than this…');
    assert.equal(excerpt('a'.repeat(50), 10), `${'a'.repeat(10)}…`);
  });
});
