/** Which fits a publication credited by, and the next run will. */
package dev.tributary.serving.fits;
