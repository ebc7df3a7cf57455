import { createApp, nextTick, ref } from 'vue';
import { storyAt } from '../story.ts';
import { offerWalk } from '../walk.ts';

const step = ref(0);
// A template and no render function: what the compiler makes of it updates texts by `textContent`.
const app = createApp({
  setup: () => ({ step, storyAt }),
  template: `<main>
    <a class="phone" :href="storyAt(step).link.href">{{ storyAt(step).link.text }}</a>
    <p class="phone">Call {{ storyAt(step).line.phone }} now, visit {{ step }}</p>
    <ul>
      <li v-for="row in storyAt(step).rows" :key="row.id"><span class="phone">{{ row.text }}</span></li>
    </ul>
    <b v-if="storyAt(step).note" class="phone">{{ storyAt(step).note }}</b>
  </main>`,
});
app.mount('#root');
offerWalk({
  show(next) {
    step.value = next;
    return nextTick();
  },
  unmount: () => app.unmount(),
});
