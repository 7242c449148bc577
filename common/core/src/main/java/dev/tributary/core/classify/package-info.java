/**
 * What an event says about where it came from: source, medium, campaign, click id, channel, and
 * whether a machine made it.
 *
 * <p>Start at {@link dev.tributary.core.classify.Classifier} and {@link
 * dev.tributary.core.classify.UserAgents}. The tables (channel rules, click ids, known sites) are
 * data in the resources folder of the same name; no site's name belongs in code here.
 */
package dev.tributary.core.classify;
