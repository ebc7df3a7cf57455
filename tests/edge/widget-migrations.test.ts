import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { EntityStore } from '../../edge/objects/account/entity-store.ts';
import { widgetMigrations } from '../../edge/objects/account/widget-migrations.ts';
import { migrate } from '../../edge/objects/migrations.ts';
import { WidgetSchema } from '../../shared/contract/admin/widget.ts';
import { aBusiness, aShop } from './support/admin.ts';

it('gives widgets that were stored before what they lack, and leaves them what they have', async () => {
  const business = await aBusiness();
  const { site, office } = await aShop(business);
  const { id } = await business.make('widgets', { name: 'W', site, offices: [office] });
  const stub = env.ACCOUNT.getByName(`account:${business.account}`);
  const after = await runInDurableObject(stub, (_, { storage }) => {
    storage.sql.exec(
      `UPDATE entities SET body = json_set(json_remove(body, '$.styleId', '$.holidayStyles', '$.language', '$.tools'),
       '$.style', json('{"accent":"#0b7a4b","side":"left","offsetPct":50,"radiusPx":14}')) WHERE id = ?`,
      id,
    );
    storage.sql.exec("DELETE FROM migrations WHERE module = 'widgets'");
    migrate(storage, [widgetMigrations]);
    return new EntityStore(storage.sql).get('widgets', id);
  });
  expect(WidgetSchema.safeParse(after).error).toBeUndefined();
  expect(after).toMatchObject({
    styleId: null,
    holidayStyles: 'off',
    style: { accent: '#0b7a4b', side: 'left', offsetPct: 50, css: '' },
  });
  expect(after?.style).not.toHaveProperty('radiusPx');
});
