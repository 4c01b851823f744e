import { Html } from '../html.ts';

export const style = new Html(`
:root { color-scheme: light dark; --ground: #f5f7f8; --ink: #13242a; --soft: #51646c; --line: #dbe3e6; --edge: #7b8d94;
  --surface: #fff; --accent: #0b6b62; --on-accent: #fff; }
@media (prefers-color-scheme: dark) { :root { --ground: #0e1518; --ink: #e8f0f1; --soft: #a3b5bb; --line: #2a383e;
  --edge: #71858d; --surface: #172126; --accent: #5fcfc0; --on-accent: #06231f; } }
* { box-sizing: border-box; }
html { background: var(--ground); color: var(--ink); -webkit-text-size-adjust: 100%; text-size-adjust: 100%;
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
body { margin: 0 auto; max-width: 44rem; padding: 2.5rem 1.25rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .75rem; }
h2 { font-size: 1.25rem; margin: 2rem 0 .5rem; }
p, dd { margin: 0; }
p + p { margin-top: .75rem; }
a { color: var(--accent); }
form { display: grid; gap: 1.25rem; margin: 1.5rem 0; padding: 1.25rem; background: var(--surface);
  border: 1px solid var(--line); border-radius: 16px; }
fieldset { border: 0; margin: 0; padding: 0; }
legend, .field > label { display: block; padding: 0; margin-bottom: .375rem; font-weight: 600; }
.option { display: inline-flex; align-items: center; gap: .5rem; min-height: 2.75rem; margin-right: 1.5rem; }
input[type=radio] { width: 1.25rem; height: 1.25rem; accent-color: var(--accent); }
input[type=number] { width: 6rem; min-height: 2.75rem; padding: 0 .75rem; font: inherit; color: inherit;
  background: var(--ground); border: 1px solid var(--edge); border-radius: 10px; }
button { justify-self: start; min-height: 3rem; padding: 0 1.5rem; font: inherit; font-weight: 650; color: var(--on-accent);
  background: var(--accent); border: 0; border-radius: 12px; cursor: pointer; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.hint { margin-top: .375rem; color: var(--soft); font-size: .9375rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem; margin: 0; }
dt { color: var(--soft); font-size: .9375rem; }
dd { font-weight: 600; }
.number { font-size: 1.375rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
ol { margin: 0 0 1rem; padding-left: 1.5rem; }
li { margin: .375rem 0; }
.reach { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); }
`);
