/** The registry of links as the API asks it; capture keeps it. */
package dev.tributary.serving.links;
