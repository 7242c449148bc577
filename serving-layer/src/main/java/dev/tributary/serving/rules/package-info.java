/** A look at what other channel rules would change of the past; core decides, this reads. */
package dev.tributary.serving.rules;
