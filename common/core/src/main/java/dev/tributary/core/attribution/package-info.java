/** The one definition of credit: which touch of a journey earned how much of its conversion. */
package dev.tributary.core.attribution;
