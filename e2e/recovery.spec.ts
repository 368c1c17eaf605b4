import { expect, test } from './fixtures/app';
import { CloudPage } from './pages/cloud';

test('when the model process is killed, one notice says so, the scene stays, and work goes on', async ({ running: { app, page } }) => {
  const cloud = new CloudPage(page);
  const killed = await app.evaluate(({ app: electron }) => {
    const metric = electron.getAppMetrics().find((one) => one.name === 'Contexture inference' || one.serviceName === 'Contexture inference');
    if (metric === undefined) return false;
    process.kill(metric.pid, 'SIGKILL');
    return true;
  });
  expect(killed).toBe(true);
  await expect(cloud.notice).toHaveCount(1);
  await expect(cloud.notice).toContainText('The model stopped. Your sentences are safe.');
  await expect(page.getByTestId('figure')).toContainText('172 occurrences');
  await cloud.chooseModel('elmo-medium');
  await expect(page.getByTestId('figure')).toContainText('ELMo');
});
