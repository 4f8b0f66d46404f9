/// Everything that can execute a graph, behind one interface.
package dev.convscope.engine;
