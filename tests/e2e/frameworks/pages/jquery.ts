import $ from 'jquery';
import { storyAt } from '../story.ts';
import { offerWalk } from '../walk.ts';

/** Rewrites its header on every visit, as old sites do: by text, by HTML and by whole lists. */
function show(step: number): void {
  const { link, line, rows, note } = storyAt(step);
  if (step % 2) $('#head').html(`<a class="phone" href="${link.href}">${link.text}</a>`);
  else $('#head a').text(link.text).attr('href', link.href);
  $('#line').text(`Call ${line.phone} now, visit ${line.step}`);
  $('#rows').html(rows.map(({ text }) => `<li><span class="phone">${text}</span></li>`).join(''));
  $('#note').remove();
  if (note !== null) $('<b class="phone" id="note"></b>').text(note).appendTo('#root');
}

$('#root').html(
  '<div id="head"><a class="phone"></a></div><p class="phone" id="line"></p><ul id="rows"></ul>',
);
show(0);
offerWalk({ show, unmount: () => void $('#root').empty() });
