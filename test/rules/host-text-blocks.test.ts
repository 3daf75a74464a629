import { describe, expect, test } from 'vitest';
import { openHelpdesk } from './helpdesk.ts';
import { everyHost } from './host-worlds.ts';

describe.each(everyHost)('on $name', ({ open }) => {
  test('text blocks saved and removed in the host’s transaction commit or vanish with it', async () => {
    const { store, begin } = await open();
    const ada = (await openHelpdesk(store)).agent('Ada', 'agent');
    const kept = await ada.textBlocks.save({ name: 'Kept', text: 'One' });
    const names = async () => (await ada.textBlocks.list()).items.map(({ name, text }) => [name, text]);
    for (const how of ['rollback', 'commit'] as const) {
      const tx = await begin();
      const unit = ada.in(tx.handle);
      await unit.textBlocks.save({ name: 'New', text: 'Two' });
      await unit.textBlocks.save({ id: kept.id, text: 'Three' }, { expectedVersion: 1 });
      await expect(unit.textBlocks.save({ id: kept.id, text: 'x' }, { expectedVersion: 1 })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect((await unit.textBlocks.list()).items).toMatchObject([{ text: 'Three' }, { text: 'Two' }]);
      await tx[how]();
      expect(await names()).toEqual(
        how === 'rollback'
          ? [['Kept', 'One']]
          : [
              ['Kept', 'Three'],
              ['New', 'Two'],
            ],
      );
    }
  });
});
