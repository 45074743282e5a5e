import type { ToolId } from '../../schemas/page.ts';
import AppealLetter from '../widgets/appeal-letter/Widget.astro';
import ClearingDate from '../widgets/clearing-date/Widget.astro';
import EvidenceBinder from '../widgets/evidence-binder/Widget.astro';
import NoticeTriage from '../widgets/notice-triage/Widget.astro';
import OrderAudit from '../widgets/order-audit/Widget.astro';
import RecoveryPlan from '../widgets/recovery-plan/Widget.astro';
import RiskCheck from '../widgets/risk-check/Widget.astro';
import RuleLookup from '../widgets/rule-lookup/Widget.astro';
import ScamCheck from '../widgets/scam-check/Widget.astro';

/** The tools that can be framed by other sites, with their views. */
export const WIDGETS: Record<ToolId, typeof ClearingDate> = {
  'clearing-date': ClearingDate,
  'rule-lookup': RuleLookup,
  'notice-triage': NoticeTriage,
  'evidence-binder': EvidenceBinder,
  'appeal-letter': AppealLetter,
  'order-audit': OrderAudit,
  'risk-check': RiskCheck,
  'scam-check': ScamCheck,
  'recovery-plan': RecoveryPlan,
};
