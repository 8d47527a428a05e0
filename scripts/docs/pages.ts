import { countriesPage } from '../../config/countries/page';
import { rejectionsPage } from '../../config/rejections-page';
import { settingsPage } from '../../config/settings-page';
import { dashboardJson } from '../ops/dashboard';
import { metricsPage } from './metrics-page';
import { notificationsPage } from './notifications-page';
import { viewsPage } from './views-page';
import { rulesPage } from './rules-page';

/** Every page that is made, by its path. */
export const PAGES: Readonly<Record<string, () => string>> = {
  'docs/settings.md': settingsPage,
  'docs/countries.md': () => countriesPage(),
  'docs/rejections.md': () => rejectionsPage(),
  'docs/rules.md': rulesPage,
  'docs/notifications.md': notificationsPage,
  'docs/views.md': viewsPage,
  'docs/metrics.md': metricsPage,
  'ops/grafana/portico.json': dashboardJson,
};
