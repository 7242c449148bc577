/** What the edge may say of a failure without saying who came. */
package dev.tributary.capture.log;
