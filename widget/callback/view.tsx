import type { JSX } from 'preact';
import { Launcher, Teaser } from './launcher.tsx';
import { CARD_ID, type ViewModel } from './view-model.ts';

/** Launcher or active widget, and the card once somebody has opened it and its part has come. */
export function WidgetView(model: ViewModel): JSX.Element {
  const { host, state, dictionary, wording, isTeasing, cardPart, refs, on } = model;
  const { show } = host.widget.style;
  const OpenCard = state.isOpen ? cardPart?.OpenCard : undefined;
  return (
    <>
      {isTeasing ? (
        <Teaser
          title={wording.title}
          button={wording.button}
          closeLabel={dictionary.close}
          buttonRef={refs.launcher}
          onIntent={on.prepare}
          onOpen={on.open}
          onClose={on.dismiss}
        />
      ) : (
        show.orderButton && (
          <Launcher
            label={wording.launcher}
            isOpen={OpenCard !== undefined}
            cardId={CARD_ID}
            buttonRef={refs.launcher}
            onIntent={on.prepare}
            onOpen={on.open}
          />
        )
      )}
      {OpenCard && <OpenCard {...model} />}
    </>
  );
}
